//! The days off and make-up days of the State Council's notices that are built in.

use super::{Fault, File, read};

const YEARS: [(&str, &str); 3] = [
    ("built-in 2023", include_str!("data/2023.json")),
    ("built-in 2025", include_str!("data/2025.json")),
    ("built-in 2026", include_str!("data/2026.json")),
];

/// The built-in national files. Other years are not known.
pub fn national() -> Result<Vec<File>, Vec<Fault>> {
    YEARS.iter().map(|(origin, text)| read(origin, text.as_bytes())).collect()
}
