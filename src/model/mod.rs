//! Plain data that every other module speaks: no input, no output, no clock. LEVEL 0.

pub mod approval;
pub mod ask;
pub mod backup;
pub mod check;
pub mod digest;
pub mod facts;
pub mod finding;
pub mod history;
pub mod host;
pub mod monitor;
pub mod period;
pub mod reason;
#[cfg(target_os = "linux")]
pub mod release;
pub mod run;
pub mod secret;
pub mod table;
pub mod target;
pub mod ticket;
pub mod words;
pub mod work;

pub use ask::{Answer, Ask, AskError, AskErrorKind, Given, Link};
pub use check::{Applies, Body, Cadence, Check, ColumnSpec, Empty, Example, Rule, Scope, shape};
pub use digest::{hex, sha256};
pub use facts::{Facts, Role, Tenancy, Version};
pub use finding::{Finding, Level, Recovered};
pub use history::{Baseline, BaselineRows, History, LookBack, NewState, OpenFinding, Prev, RunHead, TargetHead};
pub use host::{Host, HostFacts, LocalUser, Os};
pub use reason::{Reason, ReasonKind};
pub use run::{Outcome, Run, State, Step, Tally, TargetRun, Unjudged, Verdict};
pub use secret::{Scrubber, Secret};
pub use table::{Column, Kind, Table, Value, subject};
pub use target::{Connect, Driver, Limits, LogFiles, Place, SecretRef, Target, TargetKind};
pub use words::{Lang, Words};
