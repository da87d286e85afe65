//! Parts that all of it rests on.

mod journal;
mod run;
