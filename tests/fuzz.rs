//! The targets of the fuzzer over its seeds, and over seeds that were cut, doubled and changed at a place: what `cargo xtask fuzz`
//! goes on with.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that panics says where")]

#[path = "../fuzz/src/bodies.rs"]
#[expect(unreachable_pub, reason = "the targets of the fuzzer reach them")]
mod bodies;

use std::fs;

/// Runs a target over every seed and over what little changes make of it, and gives how many inputs that were.
fn over_seeds(target: &str, body: fn(&[u8])) -> usize {
    let folder = format!("{}/fuzz/seeds/{target}", env!("CARGO_MANIFEST_DIR"));
    let mut seeds: Vec<Vec<u8>> =
        fs::read_dir(folder).unwrap().map(|it| fs::read(it.unwrap().path()).unwrap()).collect();
    seeds.sort();
    let inputs: Vec<Vec<u8>> = seeds.iter().flat_map(|seed| changed(seed)).collect();
    for input in &inputs {
        body(input);
    }
    inputs.len()
}

/// A seed as it is, and at up to 64 places cut off there, without the byte there, with it doubled, and with another one.
fn changed(seed: &[u8]) -> Vec<Vec<u8>> {
    let step = seed.len().div_ceil(64).max(1);
    let places = (0..seed.len()).step_by(step);
    let at = places.flat_map(|place| {
        let (before, after) = seed.split_at(place);
        let rest = after.get(1..).unwrap_or_default();
        let byte = after.get(..1).unwrap_or_default();
        [
            before.to_vec(),
            [before, rest].concat(),
            [before, byte, after].concat(),
            [before, b"9", rest].concat(),
        ]
    });
    std::iter::once(seed.to_vec()).chain(at).collect()
}

#[test]
fn loading_refuses_with_reasons_or_gives_rules_whose_image_answers_alike() {
    assert!(over_seeds("load", bodies::load) > 200);
}

#[test]
fn what_is_written_can_be_read_and_is_written_alike() {
    assert!(over_seeds("roundtrip", bodies::roundtrip) > 200);
}

#[test]
fn any_household_is_refused_with_its_faults_or_assessed() {
    assert!(over_seeds("evaluate", bodies::evaluate) > 200);
}

#[test]
fn any_image_is_refused_or_answers() {
    assert!(over_seeds("image", bodies::image) > 200);
}

/// An image that no longer opens would leave the fuzzer at the door.
#[test]
fn the_seed_of_the_image_is_todays() {
    let path = format!("{}/fuzz/seeds/image/forms.image.json", env!("CARGO_MANIFEST_DIR"));
    let today = bodies::image_of_the_seed();
    if std::env::var_os("HUISUAN_SEEDS").is_some() {
        fs::write(&path, &today).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap(), today, "HUISUAN_SEEDS=1 writes it anew");
}
