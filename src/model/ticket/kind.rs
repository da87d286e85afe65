//! The words that a ticket is sorted by.

use crate::model::words::worded;
worded! {
    /// What a ticket is about; clauses of time limits and the contract's lists go by it.
    TicketKind {
        /// Something does not work; has a level from 1 to 5.
        Fault "fault" "故障" "Fault"
        Bug "bug" "程序问题" "Program error"
        Performance "performance" "性能问题" "Performance"
        Operation "operation" "操作问题" "How to operate"
        /// Data are to be queried or put right.
        Data "data" "数据问题" "Data"
        Business "business" "一般业务" "Business"
        /// 重大请求: needs an approval.
        Request "request" "重大请求" "Major request"
        Consult "consult" "咨询" "Question"
        Complaint "complaint" "投诉" "Complaint"
    }
}

worded! {
    /// Where it came from.
    Channel {
        Platform "platform" "运维平台" "Platform"
        Phone "phone" "电话" "Phone"
        Chat "chat" "QQ 群" "Chat"
        Mail "mail" "邮件" "Mail"
        OnSite "on-site" "现场" "On site"
        /// A finding of opsctl.
        Inspection "inspection" "巡检" "Inspection"
        Other "other" "其他" "Other"
    }
}

worded! {
    /// Who asks; the knowledge base is sorted by it.
    UserType {
        Taxpayer "taxpayer" "纳税人" "Taxpayer"
        Officer "officer" "税务人员" "Tax officer"
        Operator "operator" "运维人员" "Operator"
    }
}

worded! {
    Satisfaction {
        Very "very" "非常满意" "Very satisfied"
        Satisfied "satisfied" "满意" "Satisfied"
        Fair "fair" "基本满意" "Fairly satisfied"
        Not "not" "不满意" "Not satisfied"
    }
}

worded! {
    /// A moment that a clock starts or stops at, where no move of the state tells it.
    Mark {
        Accepted "accepted" "受理" "Accepted"
        /// First answer of substance.
        Responded "responded" "首次响应" "First response"
        /// The arrangement was told to the user.
        Arranged "arranged" "安排并反馈" "Arrangement told"
        CalledBack "called-back" "回电" "Called back"
        OnSite "on-site" "到达现场" "On site"
        /// Business goes on, the cause may still be open.
        Restored "restored" "业务恢复" "Service restored"
        /// A schedule of the solution was given.
        Scheduled "scheduled" "提供解决时间表" "Schedule given"
        Answered "answered" "答复原因" "Cause answered"
        /// The engineer says that he has it.
        Acknowledged "acknowledged" "工程师确认接单" "Engineer acknowledged"
        /// A written report was handed in.
        Reported "reported" "提交书面报告" "Report handed in"
        ComplaintReported "complaint-reported" "提交投诉书面报告" "Report on complaint handed in"
    }
}

worded! {
    /// What a package between the platforms is for.
    PackageKind {
        /// Z1, operations to problem.
        Dispatch "dispatch" "下发" "Dispatch"
        /// Z2, problem to operations.
        Plan "plan" "计划" "Plan"
        /// Z3, problem to operations.
        Report "report" "上报" "Report"
        /// Z4, operations to problem.
        Close "close" "关闭" "Close"
        /// Z5, operations to problem; begins the next round.
        Redispatch "redispatch" "重新下发" "Redispatch"
    }
}

impl PackageKind {
    /// The platform that sends it.
    #[must_use]
    pub fn from(self) -> super::Side {
        match self {
            Self::Dispatch | Self::Close | Self::Redispatch => super::Side::Ops,
            Self::Plan | Self::Report => super::Side::Problem,
        }
    }

    /// `Z1` … `Z5`, as the exchange agreement counts them.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Dispatch => "Z1",
            Self::Plan => "Z2",
            Self::Report => "Z3",
            Self::Close => "Z4",
            Self::Redispatch => "Z5",
        }
    }
}
