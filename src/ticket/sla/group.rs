//! The questions that clauses answer.

use crate::model::Words;

macro_rules! groups {
    ($($(#[$doc:meta])* $name:ident $key:literal $zh:literal $en:literal)*) => {
        /// What a clause grants time for. Of the clauses of a group that apply to a ticket, the one that is due first is kept to.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Group { $($(#[$doc])* $name),* }

        impl Group {
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The key in `sla.toml` and JSON.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $key),* }
            }

            /// Whether only a solution that stands answers it: after a refusal it is asked again.
            #[must_use]
            pub fn wants_solution(self) -> bool {
                matches!(self, Self::FirstTry | Self::Solution | Self::Promise | Self::Schedule | Self::Report)
            }

            /// Whether lists show it as when the ticket is due.
            #[must_use]
            pub fn ends_in_solution(self) -> bool {
                matches!(self, Self::Solution | Self::Promise)
            }

            #[must_use]
            pub fn words(self) -> Words {
                match self { $(Self::$name => Words::new($zh, $en)),* }
            }
        }
    };
}

groups! {
    /// First answer of substance.
    Response "response" "响应" "Response"
    /// Phone call to the user.
    Call "call" "电话回应" "Call back"
    Arrangement "arrangement" "安排反馈" "Arrangement"
    /// Any answer on the day.
    Reply "reply" "当日回复" "Reply"
    /// The cause.
    Answer "answer" "原因答复" "Answer"
    OnSite "on-site" "到场" "On site"
    /// Solved by who is there, or somebody better is sent.
    FirstTry "first-try" "首次处置" "First try"
    /// By the contract.
    Solution "solution" "解决" "Solution"
    /// By the time that the plan gave.
    Promise "promise" "承诺时间" "Promised time"
    Schedule "schedule" "解决时间表" "Schedule"
    Report "report" "书面报告" "Report"
    Acknowledge "acknowledge" "接单确认" "Acknowledgement"
    Receipt "receipt" "交换包回执" "Receipt"
}
