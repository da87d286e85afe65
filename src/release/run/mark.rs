//! What a run writes into its journal: what it is about to do, before it does it.

use serde::{Deserialize, Serialize};

use crate::model::Words;

/// Where a run is. What was begun and has no end may have happened or not: looking tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Mark {
    /// `work.json` lies beside; nothing is touched.
    Begin { work: String, operator: String },
    /// A transaction is prepared at a place.
    Staged { place: String, txn: String },
    /// From here on something may have changed.
    Touching,
    /// Its stop programs are run.
    Stopping { place: String },
    /// A script is run.
    Script { name: String },
    /// Its paths become new.
    Switching { place: String },
    /// Its start programs are run.
    Starting { place: String },
    /// All holds that has to.
    Verified,
    /// The decision of all places: from here on nothing is taken back.
    Commit,
    /// From here on all becomes as it was.
    TakingBack { why: Words },
    /// A script was taken back.
    ScriptBack { name: String },
    /// All paths were seen to be, to the bit, what they were; what starts now may write to them.
    Compared,
    /// All is as it was, and was looked at.
    TakenBack,
    /// Given up before anything was touched.
    Discarded { why: Words },
    /// This could not be brought back: a person has to.
    Manual { what: Vec<Words> },
    /// A person says that all is in order.
    Resolved { by: String, reason: String },
    /// The history says it as well.
    Closed,
}
