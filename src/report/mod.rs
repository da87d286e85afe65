//! Reports: data in the shape of a contract, and what makes files of it. LEVEL 3.

pub mod sheet;
