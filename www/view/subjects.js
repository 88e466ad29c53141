// What members and list entries are called: by relation, with a number where there are several.

import { HOUSEHOLD } from "../model/household.js";

export function subjectName(household, texts, id) {
  if (id === HOUSEHOLD) return texts.page("subject.household");
  const list = household.listOf(id);
  if (list) {
    const number = household.entriesOf(list).findIndex((entry) => entry.id === id) + 1;
    return texts.page("subject.entry", { list: texts.rule("lists/" + list + "/name"), number });
  }
  const index = household.members.findIndex((member) => member.id === id);
  const relation = relationOf(household.members[index]);
  if (relation === undefined) return texts.page("subject.member", { number: index + 1 });
  const name = relationName(texts, relation);
  const alike = household.members.filter((member) => relationOf(member) === relation);
  return alike.length < 2 ? name : texts.page("subject.numbered", { name, number: alike.indexOf(household.members[index]) + 1 });
}

export function relationOf(member) {
  const answer = member && member.answers.get("relation");
  return answer && answer.given;
}

export function relationName(texts, relation) {
  return texts.rule("facts/relation/values/" + relation);
}
