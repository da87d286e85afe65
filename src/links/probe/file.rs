//! Whether a file has its bytes.

use std::io::{self, Read as _};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::text;
use super::trouble::{Trouble, said};
use crate::model::Lang;

/// What a file was found to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileFact {
    Same { sha256: String },
    Other { found: String, expected: String },
    Unread { why: Trouble },
}

impl FileFact {
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Same { sha256 } => said(lang, format!("SHA-256 一致：{sha256}"), format!("SHA-256 is the same: {sha256}")),
            Self::Other { found, expected } => {
                said(lang, format!("SHA-256 为 {found}，应为 {expected}"), format!("SHA-256 is {found} instead of {expected}"))
            }
            Self::Unread { why } => said(lang, format!("文件无法读取：{}", why.say(lang)), format!("cannot be read: {}", why.say(lang))),
        }
    }
}

/// Reads it to its end, however long that takes; `None`: it was stopped.
pub(super) fn look(path: &Path, sha256: &str, stop: Option<&AtomicBool>) -> Option<FileFact> {
    let digest = || -> io::Result<Option<String>> {
        let (mut file, mut sha, mut block) = (text::open(path)?, Sha256::new(), vec![0; 1 << 20]);
        loop {
            match file.read(&mut block)? {
                0 => return Ok(Some(sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect())),
                _ if stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) => return Ok(None),
                read => sha.update(&block[..read]),
            }
        }
    };
    match digest() {
        Ok(found) => {
            let found = found?;
            let same = found.eq_ignore_ascii_case(sha256);
            Some(if same { FileFact::Same { sha256: found } } else { FileFact::Other { found, expected: sha256.to_owned() } })
        }
        Err(error) => Some(FileFact::Unread { why: Trouble::from(&error) }),
    }
}
