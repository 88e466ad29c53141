#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| huisuan_fuzz::bodies::evaluate(data));
