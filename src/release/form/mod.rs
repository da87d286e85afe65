//! The form 《应用系统版本、补丁发布申请审批表》 and its chain: 申请人 → 版本管理员 → 现场运维经理 → 客户负责人 → 批转 → 模拟 → 生产 → 归档.
//!
//! **A form is its records**, one line of JSON each, chained by the digest of the line before ([`Record`]); [`fold()`] makes the
//! [`Form`] of them. It holds whoever wrote them to the table of states and to what each step needs, but knows no policy and no
//! clock, so that an old form stays readable when the policy changes. [`may`] asks before something is written, [`ready_for`]
//! before something is run; both take the policy and the time. [`Sheet`] writes. Nothing here reads, writes or signs by itself.

mod apart;
mod field;
pub mod flow;
mod fold;
mod guard;
mod pen;
mod ready;
mod record;
mod refusal;
mod rules;
mod say;
mod status;
#[cfg(test)]
mod tests;
mod view;
mod weak;
mod what;

pub use crate::model::approval::{Exception, Policy, Role};
pub use field::{Field, FieldKind, Fields, Kind};
pub use fold::{Broken, Wrong, fold, fold_proved};
pub use guard::{Who, may};
pub use pen::{Pen, Sheet};
pub use ready::{Run, ready_for};
pub use record::{Claim, Proof, Record, read, signed_bytes};
pub use refusal::{Refusal, Stale};
pub use status::{Outcome, Status, Step};
pub use view::{Decision, Execution, Form, Passed, Rehearsal};
pub use weak::{Weak, Why};
pub use what::{Check, What};

/// The environment that nothing reaches without a form.
pub const PRODUCTION: &str = "production";
