//! Huisuan 惠算: a policy calculator for China's civil-affairs benefits.
pub mod adcode;
mod assess;
pub mod assessment;
mod calculator;
pub mod case;
#[cfg(feature = "check")]
mod check;
#[cfg(feature = "author")]
pub mod compare;
#[cfg(feature = "author")]
pub mod coverage;
pub mod date;
pub mod decimal;
pub mod diagnostic;
pub mod document;
mod evaluate;
pub mod expression;
pub mod household;
mod image;
pub mod json;
#[cfg(feature = "author")]
pub mod layout;
pub mod limits;
pub mod listing;
#[cfg(feature = "check")]
mod load;
pub mod money;
#[cfg(feature = "author")]
pub mod outline;
#[cfg(feature = "author")]
mod play;
mod report;
pub mod rule;
pub mod source;
mod texts;
#[cfg(feature = "types")]
pub mod typescript;
pub mod unit;

pub use assess::Parts;
pub use calculator::{Calculator, OnDay, PackFile};
pub use image::ImageError;
#[cfg(feature = "check")]
pub use load::publish;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
