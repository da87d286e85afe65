//! Whether processes run.

use std::io;
use std::path::Path;

use regex_automata::meta::Regex;
use serde::{Deserialize, Serialize};

use super::text;
use super::trouble::said;
use crate::links::proc;
use crate::model::Lang;

/// Numbers of processes that are told.
const TOLD: usize = 5;

/// What was found to run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProcessFact {
    /// `ids`: some of them. Command lines are not told, as passwords stand in them.
    Runs { count: u32, ids: Vec<i32> },
    /// `hidden`: this host does not show us all, so there may be more.
    Few { count: u32, min: u32, hidden: bool },
    /// This system has no `/proc` of Linux.
    NotHere,
}

impl ProcessFact {
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Runs { count, ids } => {
                let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                said(lang, format!("{count} 个进程在运行（PID {ids}）"), format!("processes: {count} (PID {ids})"))
            }
            Self::Few { count, min, hidden } => {
                let more = if *hidden {
                    said(lang, "；无权查看其他用户的进程，不能下结论", "; those of others are not shown, so this proves nothing")
                } else {
                    ""
                };
                said(lang, format!("匹配的进程 {count} 个，应不少于 {min} 个{more}"), format!("processes: {count} of at least {min}{more}"))
            }
            Self::NotHere => said(lang, "本系统无法查看进程，未检查", "processes cannot be seen on this system: not checked").to_owned(),
        }
    }
}

/// Counts those whose command line matches, but for opsctl itself and those that it runs in: the expression stands in their arguments, too.
pub(super) fn look(root: &Path, pattern: &Regex, min: u32) -> ProcessFact {
    let all = proc::all(root);
    if all.is_empty() {
        return ProcessFact::NotHere;
    }
    let own = i32::try_from(std::process::id()).unwrap_or(0);
    let mut spared = vec![own];
    while let Some(process) = spared.last().and_then(|id| all.iter().find(|process| process.id == *id))
        && !spared.contains(&process.parent)
    {
        spared.push(process.parent);
    }
    // With `hidepid` others are left out of the list, or are in it and cannot be read.
    let mut hidden = !all.iter().any(|process| process.id == 1);
    let mut ids = Vec::new();
    for process in all.iter().filter(|process| !process.dead && !spared.contains(&process.id)) {
        match proc::arguments(root, process.id) {
            Ok(bytes) if bytes.is_empty() => {}
            Ok(bytes) => {
                let line: Vec<u8> =
                    bytes.strip_suffix(&[0]).unwrap_or(&bytes).iter().map(|byte| if *byte == 0 { b' ' } else { *byte }).collect();
                if pattern.is_match(&*text::decode(&line)) {
                    ids.push(process.id);
                }
            }
            Err(error) => hidden |= error.kind() == io::ErrorKind::PermissionDenied,
        }
    }
    let count = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    if count >= min {
        ids.truncate(TOLD);
        ProcessFact::Runs { count, ids }
    } else {
        ProcessFact::Few { count, min, hidden }
    }
}
