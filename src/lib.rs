//! Huisuan 惠算: a policy calculator for China's civil-affairs benefits.
#[cfg(target_arch = "wasm32")]
pub mod wasm;
