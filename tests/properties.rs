//! What must hold for every pack that loads and every household, tried on
//! random ones, and the engine beside a second evaluator written apart from it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that panics says where"
)]

mod naive;
mod random;

use huisuan::expression::parse;
use huisuan::layout::formatted;
use naive::chain::Chain;
use naive::completion::{Gap, gaps};
use naive::day::Day;
use naive::determine;
use random::choices::Choices;
use random::compare::{contains, determinations, equal, may_lack_a_figure, near, same};
use random::household::{EVERYTHING, Households};
use random::image::{answers, assessed, listings, opened, reopened, spoiled};
use random::mutation::{spoil_text, spoil_tree};
use random::pack::{ADCODES, DAYS, Shape, text};
use random::world::{Finding, World, on_numbers, property};
use random::{engine, rewrite, shipped};
use serde_json::{Value as Json, json};

#[test]
fn the_second_evaluator_agrees_on_random_packs() {
    property(512, Shape::default(), |world, choices| {
        for _ in 0..3 {
            let household = world.household(choices, EVERYTHING);
            agree(&world.chain, &household, world.day, &world.assess(&household)?)?;
        }
        Ok(())
    });
}

#[test]
fn the_second_evaluator_agrees_on_the_shipped_packs() {
    for district in shipped::districts() {
        let chain = shipped::chain(&district);
        let calculator = engine::load(&chain.packs).unwrap();
        on_numbers(128, |mut choices, _| {
            let date = *choices.pick(&[
                "2023-01-01",
                "2019-07-01",
                "2022-06-30",
                "2024-02-29",
                "2026-11-22",
            ]);
            let day = Day::read(date);
            let household =
                Households::new(&chain, day).household(&mut choices, &district, EVERYTHING);
            let assessment = engine::assess(&calculator, &household, date)?;
            agree(&chain, &household, day, &assessment)
                .map_err(|finding| format!("{finding}\non {date}: {household}"))
        });
    }
}

/// Compares every determination of a wholly known household.
fn agree(chain: &Chain, household: &Json, day: Day, assessment: &Json) -> Finding {
    let (naive, in_doubt) = determine::assess(chain, household, day);
    if in_doubt {
        return Ok(());
    }
    let found = determinations(assessment);
    if found.len() != naive.len() {
        return Err(format!("{} determinations and {}", found.len(), naive.len()));
    }
    for one in &naive {
        let engine = found.get(&(one.benefit.clone(), one.subject.clone()));
        let engine = engine.ok_or_else(|| format!("nothing for {one:?}"))?;
        same(engine, one).map_err(|finding| format!("{finding}\nof {household}"))?;
    }
    Ok(())
}

#[test]
fn what_is_said_of_missing_facts_holds_whatever_they_are() {
    property(256, Shape::default(), |world, choices| {
        let told = choices.below(EVERYTHING);
        let household = world.household(choices, told);
        let assessment = world.assess(&household)?;
        let partial = determinations(&assessment);
        for _ in 0..6 {
            let completed = world.learn(choices, &household, EVERYTHING);
            let (naive, in_doubt) = determine::assess(&world.chain, &completed, world.day);
            for one in naive.iter().filter(|_| !in_doubt) {
                let partial = partial.get(&(one.benefit.clone(), one.subject.clone()));
                let partial = partial.ok_or_else(|| format!("nothing for {one:?}"))?;
                contains(partial, one).map_err(|finding| {
                    format!("{finding}\nof {household}\ncompleted {completed}")
                })?;
            }
        }
        Ok(())
    });
}

#[test]
fn learning_a_fact_never_changes_a_decided_verdict() {
    property(256, Shape::default(), |world, choices| {
        let told = choices.below(EVERYTHING);
        let mut household = world.household(choices, told);
        let mut before = world.assess(&household)?;
        for _ in 0..4 {
            let learned = world.learn(choices, &household, 5);
            let after = world.assess(&learned)?;
            still(&before, &after)
                .map_err(|finding| format!("{finding}\n{household}\nlearned {learned}"))?;
            (household, before) = (learned, after);
        }
        Ok(())
    });
}

/// Whether what was decided is decided the same, and no amount left its range.
fn still(before: &Json, after: &Json) -> Finding {
    let after = determinations(after);
    for (key, before) in determinations(before) {
        let after = after.get(&key).ok_or_else(|| format!("nothing for {key:?}"))?;
        if before["verdict"] != "undetermined" && before["verdict"] != after["verdict"] {
            return Err(format!("{before}\nbecame\n{after}"));
        }
        let bound = |one: &Json, key: &str| one["amount"][key].as_str().map(naive::value::decimal);
        if may_lack_a_figure(before) {
            continue;
        }
        if let (Some(low), Some(high)) = (bound(after, "low"), bound(after, "high")) {
            let holds = |held: Option<bool>| held == Some(true);
            let lower = bound(before, "low").map(|bound| bound <= low || near(&bound, &low));
            let higher = bound(before, "high").map(|bound| high <= bound || near(&bound, &high));
            if !holds(lower) || !holds(higher) {
                return Err(format!("the amount of\n{before}\nwidened\n{after}"));
            }
        }
    }
    Ok(())
}

#[test]
fn a_decided_determination_with_an_exact_amount_misses_no_fact() {
    property(256, Shape::default(), |world, choices| {
        let told = choices.below(EVERYTHING);
        let household = world.household(choices, told);
        let gaps: Vec<String> =
            gaps(&world.chain, &household).iter().map(|gap| gap.name(&household)).collect();
        for (_, one) in determinations(&world.assess(&household)?) {
            let missing: Vec<&str> =
                one["missing"].as_array().unwrap().iter().filter_map(Json::as_str).collect();
            let decided = one["verdict"] != "undetermined";
            let exact = one["amount"]["low"] == one["amount"]["high"] && !may_lack_a_figure(one);
            let wrong = decided && exact && !missing.is_empty() || !decided && missing.is_empty();
            let known = missing.iter().any(|fact| !gaps.iter().any(|gap| gap == fact));
            if wrong || known {
                return Err(format!("{one}\nof {household}"));
            }
        }
        Ok(())
    });
}

#[test]
fn an_interview_asks_what_matters_and_all_of_it() {
    property(256, Shape { once: true }, |world, choices| {
        let told = choices.below(EVERYTHING);
        let household = world.household(choices, told);
        let asked = engine::interview(&world.calculator, &household, world.date);
        let assessment = world.assess(&household)?;
        let undecided = |one: &&Json| one["verdict"] == "undetermined";
        let open: Vec<&Json> =
            determinations(&assessment).into_values().filter(undecided).collect();
        if asked.is_empty() && !open.is_empty() {
            return Err(format!("nothing is asked, and still {open:?}\nof {household}"));
        }
        let gaps = gaps(&world.chain, &household);
        for fact in asked {
            let gap = gaps.iter().find(|gap| gap.name(&household) == fact);
            let gap = gap.ok_or_else(|| format!("{fact} is known in {household}"))?;
            if !(0..2000).any(|seed| matters(world, &mut Choices::endless(seed), &household, gap)) {
                return Err(format!("{fact} changes nothing in {household}\n{assessment}"));
            }
        }
        Ok(())
    });
}

/// Whether two values of a gap make a difference in one random completion.
fn matters(world: &World, choices: &mut Choices, household: &Json, gap: &Gap) -> bool {
    let result = |household: &Json| -> Vec<_> {
        let (all, _) = determine::assess(&world.chain, household, world.day);
        all.into_iter().map(|one| (one.verdict, one.amount)).collect()
    };
    let mut completed = world.complete(choices, household);
    let first = result(&completed);
    (0..3).any(|_| {
        gap.fill(&mut completed, world.households().fill(choices, gap));
        result(&completed) != first
    })
}

#[test]
fn a_change_opens_its_benefit_and_ends_no_other() {
    let proposed = std::cell::Cell::new(0_u32);
    property(512, Shape::default(), |world, choices| {
        let household = world.household(choices, EVERYTHING);
        let before = world.assess(&household)?;
        for (refused, one) in determinations(&before) {
            for change in one["change"].as_array().unwrap() {
                proposed.set(proposed.get() + 1);
                let changed = with(&household, change);
                let after = world.assess(&changed)?;
                let after = determinations(&after);
                if after[&refused]["verdict"] != change["verdict"] {
                    return Err(format!("{change} gives {}\nof {household}", after[&refused]));
                }
                for (held, one) in determinations(&before) {
                    if one["verdict"] == "eligible" && after[&held]["verdict"] != "eligible" {
                        return Err(format!("{change} ends {held:?}\nof {household}"));
                    }
                }
            }
        }
        Ok(())
    });
    assert!(proposed.get() > 20, "only {} changes were proposed", proposed.get());
}

/// A household with one change made.
fn with(household: &Json, change: &Json) -> Json {
    let mut household = household.clone();
    let fact = change["fact"].as_str().unwrap();
    let place = match fact.split_once('.') {
        None => &mut household[fact],
        Some((id, name)) => {
            let lists = household.as_object_mut().unwrap().values_mut();
            let mut entries = lists.filter_map(Json::as_array_mut).flatten();
            &mut entries.find(|entry| entry["id"] == id).unwrap()[name]
        }
    };
    let to = change["to"].as_str().unwrap();
    *place = match place {
        Json::Number(_) => json!(to.parse::<i64>().unwrap()),
        Json::Bool(_) => json!(to == "true"),
        _ => json!(to),
    };
    household
}

#[test]
fn parts_left_out_change_nothing_else() {
    property(128, Shape::default(), |world, choices| {
        let told = choices.below(EVERYTHING + 1);
        let household = world.household(choices, told);
        let mut all = world.assess(&household)?;
        for one in all["determinations"].as_array_mut().unwrap() {
            for part in ["working", "notices", "change"] {
                one[part] = json!([]);
            }
        }
        let answers = engine::answers(&world.calculator, &household, world.date);
        equal(&all, &answers).map_err(|finding| format!("{finding}\nof {household}"))
    });
}

#[test]
fn the_order_of_operands_does_not_matter() {
    property(256, Shape::default(), |world, choices| {
        let mut other = Vec::new();
        for pack in &world.chain.packs {
            other.push(rewrite::expressions(pack, &mut |expression| {
                rewrite::shuffled(choices, expression)
            }));
        }
        same_assessment(world, choices, other)
    });
}

#[test]
fn brackets_that_change_nothing_change_nothing() {
    property(128, Shape::default(), |world, choices| {
        let packs = world.chain.packs.iter();
        let other =
            packs.map(|pack| rewrite::expressions(pack, &mut |expression| expression)).collect();
        same_assessment(world, choices, other)
    });
}

#[test]
fn an_empty_pack_below_changes_nothing() {
    property(128, Shape::default(), |world, choices| {
        let mut packs = world.chain.packs.clone();
        let Some(adcode) = ADCODES.get(packs.len()) else { return Ok(()) };
        let parent = packs.last().unwrap()["adcode"].clone();
        packs.push(json!({
            "schema": "huisuan.rules/1", "adcode": adcode, "name": text("place"), "parent": parent, "version": "1"
        }));
        same_assessment(world, choices, packs)
    });
}

/// Whether other packs assess a random household in the same way.
fn same_assessment(world: &World, choices: &mut Choices, packs: Vec<Json>) -> Finding {
    let other = World::of(packs, world.date)?;
    let told = choices.below(EVERYTHING + 1);
    let mut household = world.household(choices, told);
    let before = world.assess(&household)?;
    household["district"] = json!(other.district);
    let after = other.assess(&household)?;
    let shown =
        |finding| format!("{finding}\nof {household}\nand the packs {:?}", other.chain.packs);
    equal(&before, &after).map_err(shown)
}

#[test]
fn printing_and_parsing_gives_the_same_expression() {
    let printed = |packs: &[Json]| -> Finding {
        for text in packs.iter().flat_map(rewrite::texts) {
            let expression = parse(&text).map_err(|wrong| format!("{text}: {wrong:?}"))?;
            let printed = expression.to_string();
            let again =
                parse(&printed).map_err(|wrong| format!("{text} printed {printed}: {wrong:?}"))?;
            if expression != again {
                return Err(format!("{text} printed {printed}"));
            }
        }
        Ok(())
    };
    property(256, Shape::default(), |world, _| printed(&world.chain.packs));
    for district in shipped::districts() {
        printed(&shipped::chain(&district).packs).unwrap();
    }
}

#[test]
fn nothing_panics_on_packs_that_load() {
    property(256, Shape::default(), |world, choices| {
        let told = choices.below(EVERYTHING + 1);
        let household = world.household(choices, told);
        for day in ["1800-01-01", "2020-02-29", "2026-11-22", "2199-12-31"] {
            // A birth after the day asked is refused, and rightly.
            let _ = engine::assess(&world.calculator, &household, day);
        }
        let _ = engine::interview(&world.calculator, &household, world.date);
        Ok(())
    });
}

#[test]
fn nothing_panics_on_spoiled_packs() {
    on_numbers(512, |packs, mut choices| {
        let mut packs = random::pack::chain(packs, Shape::default());
        let chain = Chain::new(packs.clone());
        let day = DAYS[0];
        let district = packs.last().unwrap()["adcode"].as_str().unwrap().to_owned();
        let household =
            Households::new(&chain, Day::read(day)).household(&mut choices, &district, 12);
        let place = choices.below(packs.len());
        let mut texts: Vec<String> = packs.iter().map(Json::to_string).collect();
        if choices.chance(8) {
            texts[place] = spoil_text(&mut choices, &texts[place]);
        } else {
            packs[place] = spoil_tree(&mut choices, &packs[place]);
            texts[place] = packs[place].to_string();
        }
        if let Ok(calculator) = engine::load_texts(&texts) {
            let _ = engine::assess(&calculator, &household, day);
        }
        Ok(())
    });
}

#[test]
fn nothing_panics_on_spoiled_households() {
    property(256, Shape::default(), |world, choices| {
        let household = world.household(choices, 12);
        for _ in 0..4 {
            let spoiled = if choices.chance(8) {
                spoil_text(choices, &household.to_string())
            } else {
                spoil_tree(choices, &household).to_string()
            };
            let _ = engine::assess_text(&world.calculator, &spoiled, world.date);
        }
        Ok(())
    });
}

#[test]
fn an_image_gives_the_same_answers_on_random_packs() {
    property(256, Shape::default(), |world, choices| {
        let opened = reopened(&world.calculator, &world.chain.packs)?;
        alike(&listings(&world.calculator), &listings(&opened))?;
        for told in [EVERYTHING, 12, 6] {
            let household = world.household(choices, told).to_string();
            let direct = answers(&world.calculator, &household, world.date);
            alike(&direct, &answers(&opened, &household, world.date))
                .map_err(|finding| format!("{finding}\nof {household}"))?;
        }
        Ok(())
    });
}

#[test]
fn an_image_gives_the_same_assessments_on_every_shipped_case() {
    for district in shipped::districts() {
        let chain = shipped::chain(&district);
        let calculator = engine::load(&chain.packs).unwrap();
        let opened = reopened(&calculator, &chain.packs).unwrap();
        alike(&listings(&calculator), &listings(&opened)).unwrap();
        for pack in &chain.packs {
            for (name, on, household) in shipped::cases(pack["adcode"].as_str().unwrap()) {
                let (on, direct) =
                    (on.to_string(), assessed(&calculator, &household, &on.to_string()));
                alike(&direct, &assessed(&opened, &household, &on))
                    .unwrap_or_else(|finding| panic!("{name} of {district} on {on}: {finding}"));
            }
        }
    }
}

fn alike(direct: &str, opened: &str) -> Finding {
    if direct == opened {
        return Ok(());
    }
    Err(format!("directly\n{direct}\nand through an image\n{opened}"))
}

#[test]
fn a_spoiled_image_is_refused_or_answers() {
    property(256, Shape::default(), |world, choices| {
        let image = world.calculator.image();
        for _ in 0..8 {
            let spoiled = spoiled(choices, &image);
            let Ok(opened) = opened(&world.chain.packs, &spoiled) else { continue };
            let household = world.household(choices, 8).to_string();
            answers(&opened, &household, world.date);
        }
        Ok(())
    });
}

#[test]
fn an_image_opens_only_with_the_packs_it_was_made_from() {
    let mut packs = shipped::chain("331003").packs;
    let image = engine::load(&packs).unwrap().image();
    assert!(opened(&packs, &image).is_ok());
    let other = "the image was made from other packs";
    let refused = |packs: &[Json]| opened(packs, &image).unwrap_err();
    assert_eq!(refused(&packs[..3]), other);
    assert_eq!(refused(&[&packs[..], &packs[..1]].concat()), other);
    packs[3]["version"] = json!("of another day");
    assert_eq!(refused(&packs), other);
    let older = image.replace("huisuan.image/1", "huisuan.image/0");
    assert_eq!(
        opened(&packs, &older).unwrap_err(),
        "the image was written by another version of the engine"
    );
    assert_eq!(opened(&packs, &image[1..]).unwrap_err(), "the image is damaged");
}

#[test]
fn a_pack_in_its_form_says_the_same_and_stays_as_it_is() {
    property(256, Shape::default(), |world, choices| {
        for pack in &world.chain.packs {
            in_its_form("jurisdiction.json", &pack.to_string())?;
        }
        // Names keep the order that is meaning: the rules answer alike.
        let texts: Vec<String> = world
            .chain
            .packs
            .iter()
            .map(|it| formatted("pack.json", &it.to_string()).unwrap())
            .collect();
        let calculator = engine::load_texts(&texts)?;
        let household = world.household(choices, EVERYTHING);
        let assessment = engine::assess(&calculator, &household, world.date)?;
        equal(&assessment, &world.assess(&household)?)
    });
}

#[test]
fn the_shipped_files_in_their_form_say_the_same() {
    let mut folders = vec![shipped::rules().to_path_buf()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                in_its_form(&path.display().to_string(), &text).unwrap();
                files += 1;
            }
        }
    }
    assert!(files > 100, "only {files} files were found");
}

/// A text in its form has the same values (numbers as they were written), and its form is itself.
fn in_its_form(name: &str, text: &str) -> Finding {
    let form = formatted(name, text).unwrap();
    let values = |text: &str| serde_json::from_str::<Json>(text).unwrap();
    if values(text) != values(&form) {
        return Err(format!("{name} says something else"));
    }
    if formatted(name, &form).unwrap() != form {
        return Err(format!("{name} has another form than its form"));
    }
    Ok(())
}
