//! What a transaction writes into its journal.

use serde::{Deserialize, Serialize};

/// Where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Record {
    /// The plan lies beside; nothing is touched.
    Begin {
        release: String,
        digest: String,
        plan: String,
        undoes: Option<String>,
        operator: String,
    },
    /// All that is put into place lies there, and was read again.
    Staged,
    /// From here on paths may be new.
    Switching,
    /// All paths are new, and were read again.
    Switched,
    /// All is as it is to be, and whether it stays so is decided elsewhere, with other places: neither is done unasked.
    Ready,
    /// The decision: from here on nothing is taken back.
    Commit,
    /// From here on paths become old again.
    TakingBack {
        why: String,
    },
    TakenBack,
    /// Given up before a path was touched.
    Discarded {
        why: String,
    },
    /// Paths that are neither old nor new.
    Manual {
        paths: Vec<String>,
    },
    /// A person said that these paths are in order as they are.
    Resolved {
        by: String,
        reason: String,
    },
    /// History and list of what is installed say it as well.
    Closed,
}
