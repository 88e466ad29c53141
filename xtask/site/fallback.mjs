// What a webmaster puts between the tags of the calculator, for browsers that cannot run it: the standards of the district with their days and
// sources, what to bring, and whom to call, as plain HTML made from the rules. It has no outer margins and no styles.

const NATION = "000000";

/** The HTML for a district. `packs` is adcode → pack. */
export function fallbackOf(district, packs) {
  const chain = chainOf(district, packs);
  const rows = standards(chain);
  const phones = chain.slice().reverse().flatMap((pack) => pack.contacts || []);
  const contact = phones[0] || { name: { "zh-CN": "政务服务便民热线" }, phone: "12345" };
  const name = packs[district].name["zh-CN"];
  return `<!-- ${district} ${packs[district].version} -->
<div><strong>${escape(name)}民政待遇：标准、材料、电话</strong></div>
<table>
<caption>每人每月的标准（元），以当地最新公布为准</caption>
<thead><tr><th scope="col">项目</th><th scope="col">标准</th><th scope="col">时间</th><th scope="col">依据</th></tr></thead>
<tbody>
${rows.map((row) => `<tr><th scope="row">${escape(row.name)}</th><td>${row.value}${row.doubtful ? "（待核实）" : ""}</td><td>${row.from}起${row.reviewBy ? `，核对到${row.reviewBy}` : ""}</td><td>${escape(row.source)}</td></tr>`).join("\n")}
</tbody>
</table>
<div>一般要带：${materials(chain).map(escape).join("、")}。别的材料以窗口说明为准。</div>
<div>到哪里问：${escape(contact.name["zh-CN"])}，电话 <a href="tel:${contact.phone}">${contact.phone}</a>。</div>
`;
}

function chainOf(district, packs) {
  const chain = [];
  for (let code = district; code; code = packs[code].parent) chain.unshift(packs[code]);
  return chain;
}

/** The newest value of every sum of money a month, the most local one; a plan's target is none. */
function standards(chain) {
  const rows = new Map();
  const names = new Map();
  chain.forEach((pack) => Object.entries(pack.parameters || {}).forEach(([id, parameter]) => {
    if (parameter.name) names.set(id, { name: parameter.name["zh-CN"], unit: parameter.unit });
    if (names.get(id).unit !== "yuan/person/month") return;
    // A value that is worked out from the wider place's leaves that one standing.
    const values = (parameter.values || []).filter((it) => it.status !== "planned" && /^\d+(\.\d+)?$/.test(it.value)).sort((a, b) => (a.from < b.from ? 1 : -1));
    if (values.length === 0) return;
    const last = values[0];
    const wider = rows.get(id);
    const newest = wider && wider.newest.from > last.from ? wider.newest : last;
    const source = newest.basis && sourceOf(chain, newest.basis[0].source);
    rows.set(id, { newest, name: names.get(id).name, value: newest.value, from: newest.from, reviewBy: newest.reviewBy, doubtful: newest.status === "needs_confirmation", source: source ? source.title + (source.number ? `（${source.number}）` : "") : "" });
  }));
  return Array.from(rows.values());
}

function sourceOf(chain, id) {
  const pack = chain.slice().reverse().find((it) => it.sources && id in it.sources);
  return pack && pack.sources[id];
}

/** What every application needs: the materials without a condition that a quarter of the benefits ask for. */
function materials(chain) {
  const names = Object.assign({}, ...chain.map((pack) => pack.materials || {}));
  const counts = new Map();
  let benefits = 0;
  chain.filter((pack) => pack.adcode === NATION).forEach((pack) => Object.values(pack.benefits || {}).forEach((benefit) => {
    if (!benefit.materials) return;
    benefits += 1;
    benefit.materials.filter((it) => !it.when).forEach((it) => counts.set(it.material, (counts.get(it.material) || 0) + 1));
  }));
  return Array.from(counts).filter(([, count]) => count * 4 >= benefits).map(([id]) => names[id]["zh-CN"]);
}

function escape(text) {
  return String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
