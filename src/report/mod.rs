//! Reports and forms: stored runs of a period → data under a contract → documents. LEVEL 3.

mod availability;
pub mod backups;
pub mod business;
mod compare;
pub mod contract;
pub mod csvfile;
pub mod definition;
pub mod due;
pub mod facts;
mod figures;
mod findings;
pub mod form;
pub mod make;
pub mod media;
pub mod narrative;
pub mod period;
pub mod record;
pub mod records;
mod register;
pub mod sheet;
