//! The build system of Huisuan.
fn main() {}
