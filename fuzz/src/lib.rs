//! What the fuzzing targets do with their input.
pub mod bodies;
