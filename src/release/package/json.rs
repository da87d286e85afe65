//! Bytes → a manifest, read as everybody would read them: a key that comes twice, or that nobody knows, is refused.

use std::collections::HashSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::fault::Fault;
use crate::model::release::Manifest;

/// Reads a manifest; what it says is looked at by `sound`.
pub(super) fn read(bytes: &[u8]) -> Result<Manifest, Fault> {
    #[derive(Deserialize)]
    struct Head {
        #[serde(default)]
        format: String,
        #[serde(default)]
        version: u32,
    }
    let shape = |error: serde_json::Error| Fault::Shape(error.to_string());
    serde_json::from_slice::<Once>(bytes).map_err(shape)?;
    let head: Head = serde_json::from_slice(bytes).map_err(shape)?;
    if head.format != Manifest::FORMAT {
        return Err(Fault::Format(head.format));
    }
    if head.version != Manifest::VERSION {
        return Err(Fault::Version(head.version));
    }
    serde_json::from_slice(bytes).map_err(shape)
}

/// Any JSON whose objects have each key once; readers differ on which of two counts.
struct Once;

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Look)
    }
}

struct Look;

impl<'de> Visitor<'de> for Look {
    type Value = Once;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_str<E>(self, _: &str) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_unit<E>(self) -> Result<Once, E> {
        Ok(Once)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Once, A::Error> {
        while items.next_element::<Once>()?.is_some() {}
        Ok(Once)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Once, A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = entries.next_key::<String>()? {
            entries.next_value::<Once>()?;
            if let Some(key) = keys.replace(key) {
                return Err(A::Error::custom(format!("duplicate field `{key}`")));
            }
        }
        Ok(Once)
    }
}
