//! What a release brings to a target, and what stands there: plain data.

mod image;
mod name;
mod plan;
#[cfg(test)]
mod tests;

pub use image::{Image, Meta, Mtime, bytes, shown};
pub use name::{BadName, Name};
pub use plan::{Action, Entry, EntryKind, Expected, Manifest, Plan, Step, Times};
