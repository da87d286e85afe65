//! What a log says since a release began.
//!
//! Read is what was written after [`super::Since`] was taken, from then on as it comes: files once opened are read on under whatever name they
//! get, so a rotation while we look loses nothing. Of one before the first look, the old file is found by its number, and whole files in
//! between by their names. A half line is judged when the time is over. `contains` ends the look when it is met, and `without` has held
//! until then; `without` alone is watched for all of the time.

mod fact;
mod follow;
mod stretch;

pub use fact::{Line, LogFact, Read};
pub(super) use follow::Follow;

/// Bytes that are read of a log in all.
pub(super) const MOST: u64 = 64 << 20;
