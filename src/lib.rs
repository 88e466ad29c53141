//! Huisuan 惠算: a policy calculator for China's civil-affairs benefits.
pub mod adcode;
pub mod date;
pub mod diagnostic;
pub mod document;
pub mod limits;
pub mod money;
mod report;
pub mod source;
pub mod unit;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
