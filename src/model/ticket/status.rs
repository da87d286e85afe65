//! Platforms, roles, states and the moves that people make.

use crate::model::words::worded;
worded! {
    /// One of the two platforms.
    Side {
        /// 运维平台: holds what the tax bureau sees.
        Ops "ops" "运维平台" "Operations platform"
        /// 问题平台: the developers' own.
        Problem "problem" "问题平台" "Problem platform"
    }
}

impl Side {
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Ops => Self::Problem,
            Self::Problem => Self::Ops,
        }
    }
}

worded! {
    /// Who somebody is in the flow (1.1.2.2.3, 1.1.6.3.1.2).
    Role {
        Submitter "submitter" "问题提交人" "Submitter"
        First "first" "一线" "First line"
        Second "second" "二线" "Second line"
        Third "third" "三线" "Third line"
        /// 服务专员: watches the clocks.
        Desk "desk" "服务专员" "Service desk"
        /// 技术经理: reassigns.
        Manager "manager" "技术经理" "Technical manager"
    }
}

worded! {
    /// The state of a ticket on one platform.
    Status {
        Open "open" "待解决" "Open"
        Assigned "assigned" "已分派" "Assigned"
        Exported "exported" "已导出" "Exported"
        Working "working" "处理中" "In work"
        Resolved "resolved" "已解决" "Resolved"
        Rejected "rejected" "未通过" "Rejected"
        Closed "closed" "已关闭" "Closed"
        Entered "entered" "已录入" "Entered"
        Accepted "accepted" "已受理" "Accepted"
        Planned "planned" "已计划" "Planned"
        Developing "developing" "开发中" "In development"
        Testing "testing" "测试中" "In test"
        Reported "reported" "上报" "Reported"
        Returned "returned" "重新处理" "Returned"
    }
}

impl Status {
    /// The states of a platform.
    #[must_use]
    pub fn of(side: Side) -> &'static [Self] {
        match side {
            Side::Ops => &[Self::Open, Self::Assigned, Self::Exported, Self::Working, Self::Resolved, Self::Rejected, Self::Closed],
            Side::Problem => &[
                Self::Entered,
                Self::Accepted,
                Self::Planned,
                Self::Developing,
                Self::Testing,
                Self::Reported,
                Self::Returned,
                Self::Closed,
            ],
        }
    }

    /// Nobody waits for a solution any more.
    #[must_use]
    pub fn is_solved(self) -> bool {
        matches!(self, Self::Resolved | Self::Closed | Self::Reported)
    }
}

worded! {
    /// What a person does to the state. What packages do is in [`super::What::Received`] and [`super::What::Acknowledged`].
    Move {
        /// T1: solved without the third line.
        Solve "solve" "直接解决" "Solve"
        /// T2: to the third line.
        Dispatch "dispatch" "下发三线" "Dispatch"
        /// T2b, or to somebody while it is open.
        Assign "assign" "指派" "Assign"
        /// The submitter says that it works.
        Verify "verify" "验证通过" "Verify"
        /// T6.
        Close "close" "关闭" "Close"
        /// T7.
        Reject "reject" "验证不通过" "Reject"
        /// The third line takes it.
        Accept "accept" "三线受理" "Accept"
        /// Cause, solution and time are written down; again where they change.
        Plan "plan" "制定计划" "Plan"
        Develop "develop" "开始开发" "Develop"
        Test "test" "提交测试" "Test"
        /// Fixed, tested, released.
        Report "report" "上报" "Report"
    }
}
