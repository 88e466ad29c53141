//! Evaluation: one interpreter, two domains.
//!
//! In the *concrete* domain every value is known or not known at all; it is fast, and it is what a household
//! with all its facts needs. In the *abstract* domain a truth is a set of possible truths, a choice a set of values and
//! a number an interval, each with the facts that could still narrow it; it is asked only where the concrete domain has
//! no answer. Wherever the concrete domain knows a value, the abstract domain knows the same one.

pub(crate) mod abstract_domain;
mod concrete;
mod domain;
pub(crate) mod interpret;
mod scalar;
mod watch;

pub(crate) use abstract_domain::{AbstractDomain, Deps, Present, Range};
pub(crate) use concrete::{Concrete, Flat};
pub(crate) use domain::{Domain, Frame, Truth};
pub(crate) use interpret::{Day, Interpreter, Known, Offsets, World};
#[cfg(feature = "check")]
pub(crate) use scalar::fits;
#[cfg(feature = "author")]
pub(crate) use watch::{Step, Watch};
