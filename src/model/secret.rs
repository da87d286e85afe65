//! A secret that cannot be printed, and the scrubber that takes secrets out of texts.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// A password: no `Serialize`, `Debug` shows stars.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself; only links and runners call this.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// Replaces every secret it was told of by `***`; shared by all that writes text.
#[derive(Debug, Clone, Default)]
pub struct Scrubber(Arc<Mutex<Vec<Secret>>>);

impl Scrubber {
    /// From now on `secret` is taken out. Secrets of under four characters are left alone: they would hit ordinary words.
    pub fn learn(&self, secret: &Secret) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if secret.0.len() >= 4 && !known.contains(secret) {
            known.push(secret.clone());
        }
    }

    /// Takes the secrets out of all texts of a value. What cannot be written as JSON comes back as it was.
    #[must_use]
    pub fn clean_value<T: serde::Serialize + serde::de::DeserializeOwned>(&self, value: T) -> T {
        if self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty() {
            return value;
        }
        let Ok(mut json) = serde_json::to_value(&value) else { return value };
        if self.clean_json(&mut json) { serde_json::from_value(json).unwrap_or(value) } else { value }
    }

    /// True when anything was taken out.
    fn clean_json(&self, json: &mut serde_json::Value) -> bool {
        match json {
            serde_json::Value::String(text) => {
                let clean = self.clean(text);
                let found = clean != *text;
                *text = clean;
                found
            }
            serde_json::Value::Array(all) => all.iter_mut().map(|one| self.clean_json(one)).fold(false, |found, one| found | one),
            serde_json::Value::Object(all) => all.iter_mut().map(|(_, one)| self.clean_json(one)).fold(false, |found, one| found | one),
            _ => false,
        }
    }

    #[must_use]
    pub fn clean(&self, text: &str) -> String {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().fold(text.to_owned(), |text, secret| if text.contains(&secret.0) { text.replace(&secret.0, "***") } else { text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_learnt_secret_never_shows() {
        let scrubber = Scrubber::default();
        scrubber.learn(&Secret::new("tiger#2026".into()));
        assert_eq!(scrubber.clean("scott/tiger#2026@db"), "scott/***@db");
        assert_eq!(scrubber.clean_value(vec!["a tiger#2026".to_owned(), "b".into()]), ["a ***", "b"]);
        assert_eq!(format!("{:?}", Secret::new("x".into())), "***");
    }
}
