//! What can be written into a ticket, as values by name: one shape for forms, packages, mappings, merges and masks.

use crate::model::words::worded;
use std::collections::BTreeMap;

/// Values by field; one that is empty is not there. Choices are written as their keys, times as RFC 3339.
pub type Fields = BTreeMap<Field, String>;

worded! {
    Field {
        Title "title" "标题" "Title"
        Kind "kind" "类别" "Kind"
        Level "level" "级别" "Level"
        System "system" "系统" "System"
        Module "module" "模块" "Module"
        Channel "channel" "来源渠道" "Channel"
        Unit "unit" "提交单位" "Unit"
        Reporter "reporter" "提交人" "Reporter"
        Phone "phone" "联系电话" "Phone"
        UserType "user-type" "用户类型" "User type"
        Symptom "symptom" "问题描述" "Symptom"
        Steps "steps" "操作过程" "Steps"
        Impact "impact" "影响范围" "Impact"
        Environment "environment" "运行环境" "Environment"
        Version "version" "软件版本" "Version"
        Occurred "occurred" "发生时间" "Occurred"
        /// Who works on it: an engineer of this platform.
        Assignee "assignee" "处理人" "Assignee"
        /// Who works on it in the third line.
        Developer "developer" "三线责任人" "Developer"
        Cause "cause" "事件原因分析" "Cause"
        Solution "solution" "预计解决方案" "Planned solution"
        Planned "planned" "计划解决时间" "Planned for"
        Result "result" "处理结果" "Result"
        Release "release" "解决版本" "Released in"
        Improvement "improvement" "改进措施" "Improvement"
        Satisfaction "satisfaction" "满意度" "Satisfaction"
        Opinion "opinion" "用户意见" "Opinion"
        Keywords "keywords" "关键词" "Keywords"
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
    /// 1 to 5.
    Level,
    /// One of the keys of `TicketKind`, `Channel`, `UserType` or `Satisfaction`.
    Choice,
}

impl Field {
    #[must_use]
    pub fn kind(self) -> FieldKind {
        match self {
            Self::Symptom
            | Self::Steps
            | Self::Impact
            | Self::Cause
            | Self::Solution
            | Self::Result
            | Self::Improvement
            | Self::Opinion => FieldKind::Text,
            Self::Occurred | Self::Planned => FieldKind::Time,
            Self::Level => FieldKind::Level,
            Self::Kind | Self::Channel | Self::UserType | Self::Satisfaction => FieldKind::Choice,
            _ => FieldKind::Line,
        }
    }

    /// The key of a choice that `text` names; `None` where the field has no such choice, or no choices.
    #[must_use]
    pub fn choice(self, text: &str) -> Option<&'static str> {
        use super::{Channel, Satisfaction, TicketKind, UserType};
        match self {
            Self::Kind => TicketKind::parse(text).map(TicketKind::as_str),
            Self::Channel => Channel::parse(text).map(Channel::as_str),
            Self::UserType => UserType::parse(text).map(UserType::as_str),
            Self::Satisfaction => Satisfaction::parse(text).map(Satisfaction::as_str),
            _ => None,
        }
    }

    /// The choices, as keys and words.
    #[must_use]
    pub fn choices(self) -> Vec<(&'static str, crate::model::Words)> {
        use super::{Channel, Satisfaction, TicketKind, UserType};
        match self {
            Self::Kind => TicketKind::ALL.iter().map(|one| (one.as_str(), one.words())).collect(),
            Self::Channel => Channel::ALL.iter().map(|one| (one.as_str(), one.words())).collect(),
            Self::UserType => UserType::ALL.iter().map(|one| (one.as_str(), one.words())).collect(),
            Self::Satisfaction => Satisfaction::ALL.iter().map(|one| (one.as_str(), one.words())).collect(),
            _ => Vec::new(),
        }
    }

    /// A value as people read it: the word of a choice; everything else is itself. Times are for the caller, who knows the zone.
    #[must_use]
    pub fn shown(self, value: &str, lang: crate::model::Lang) -> String {
        let word = self.choices().into_iter().find(|(key, _)| *key == value).map(|(_, words)| words.to(lang).to_owned());
        word.unwrap_or_else(|| value.to_owned())
    }
}
