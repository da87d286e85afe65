//! What the applicant writes into the form, as values by name.

use crate::model::words::worded;
use std::collections::BTreeMap;

use jiff::Timestamp;

/// Values by field; one that is empty is not there. The kind is written as its key, times as RFC 3339.
pub type Fields = BTreeMap<Field, String>;

worded! {
    Field {
        Title "title" "标题" "Title"
        /// One system, or several with 、 between them.
        System "system" "系统名称" "System"
        VersionFrom "version_from" "原版本" "From version"
        VersionTo "version_to" "新版本" "To version"
        Kind "kind" "发布类型" "Kind"
        /// Where it is somebody else than the one who submits.
        Applicant "applicant" "申请人" "Applicant"
        Unit "unit" "申请单位" "Unit"
        Reason "reason" "发布原因" "Reason"
        Tickets "tickets" "关联问题单" "Tickets"
        Content "content" "发布内容" "Content"
        Scope "scope" "影响范围" "Scope"
        WindowFrom "window_from" "计划开始时间" "Planned from"
        WindowTo "window_to" "计划结束时间" "Planned to"
        Stop "stop" "是否停机/停机时长" "Downtime"
        Backup "backup" "备份方案" "Backup plan"
        Back "back" "回退方案" "Fallback plan"
        Test "test" "测试情况" "Tests"
        Risk "risk" "风险与对策" "Risks and measures"
        Contact "contact" "联系电话" "Phone"
    }
}

worded! {
    /// What is released.
    Kind {
        Release "release" "版本" "Release"
        Patch "patch" "补丁" "Patch"
        /// Runs with the approval of 客户负责人 alone; what is missing is signed later.
        Emergency "emergency" "紧急补丁" "Emergency patch"
        Config "config" "配置" "Configuration"
    }
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// A moment.
    Time,
    /// A key of [`Kind`].
    Choice,
}

impl Field {
    /// Without these nothing is submitted: what A4.3 asks for, and what says what is released.
    pub const NEEDED: &[Self] = &[
        Self::Title,
        Self::System,
        Self::VersionFrom,
        Self::VersionTo,
        Self::Kind,
        Self::Tickets,
        Self::Scope,
        Self::WindowFrom,
        Self::WindowTo,
        Self::Back,
    ];

    #[must_use]
    pub fn kind(self) -> FieldKind {
        match self {
            Self::Reason | Self::Content | Self::Scope | Self::Backup | Self::Back | Self::Test | Self::Risk => FieldKind::Text,
            Self::WindowFrom | Self::WindowTo => FieldKind::Time,
            Self::Kind => FieldKind::Choice,
            _ => FieldKind::Line,
        }
    }

    /// Whether the field can hold a value; an empty one takes it away.
    #[must_use]
    pub fn good(self, value: &str) -> bool {
        value.is_empty()
            || match self.kind() {
                FieldKind::Line => !value.chars().any(char::is_control),
                FieldKind::Text => !value.contains('\0'),
                FieldKind::Time => value.parse::<Timestamp>().is_ok(),
                FieldKind::Choice => Kind::ALL.iter().any(|kind| kind.as_str() == value),
            }
    }
}

/// The names in a field that may hold several.
pub(super) fn names(value: &str) -> impl Iterator<Item = &str> {
    value.split(['、', ',', '，', ';', '；']).map(str::trim).filter(|name| !name.is_empty())
}
