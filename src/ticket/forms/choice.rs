//! Choices as the contract's forms word them. They are in Chinese whoever reads; where ours and theirs do not mean the same, a person
//! chooses.

use serde_json::{Value as Json, json};

use crate::model::ticket::{Channel, Field, Status, Ticket, TicketKind};

pub(super) fn put(ticket: &Ticket, put: &mut impl FnMut(&str, Option<Json>)) {
    let word = |word: &str| json!(word);
    put("grade", ticket.level().map(|level| json!(format!("{level}级"))));
    put("class", ticket.kind().and_then(class).map(word));
    put("way", Channel::parse(ticket.get(Field::Channel)).and_then(way).map(word));
    put("found_by", Channel::parse(ticket.get(Field::Channel)).and_then(found_by).map(word));
    put("source", Channel::parse(ticket.get(Field::Channel)).and_then(source).map(word));
    put("inquiry", ticket.kind().and_then(inquiry).map(word));
    put("phase", phase(ticket).map(word));
    let closed = ticket.status() == Some(Status::Closed);
    put("open_close", Some(word(if closed { "Close" } else { "Open" })));
    put("confirmed", Some(word(if closed { "已关闭" } else { "未关闭" })));
}

/// 问题种类 of 问题处理报告 (1.1.2.3.2).
fn class(kind: TicketKind) -> Option<&'static str> {
    match kind {
        TicketKind::Operation => Some("操作类"),
        TicketKind::Data => Some("数据类"),
        TicketKind::Bug => Some("程序类"),
        _ => None,
    }
}

/// 请求方式 of 服务处理报告 (1.1.6.3.1.2).
fn way(channel: Channel) -> Option<&'static str> {
    match channel {
        Channel::Phone => Some("电话"),
        Channel::Mail => Some("E-Mail"),
        Channel::Platform => Some("运维平台"),
        _ => None,
    }
}

/// 发现方式 of 故障记录单 (1.2.7.1.10).
fn found_by(channel: Channel) -> Option<&'static str> {
    match channel {
        Channel::Inspection => Some("巡检"),
        Channel::Phone | Channel::Chat | Channel::Mail | Channel::Platform | Channel::OnSite => Some("用户报告"),
        Channel::Other => None,
    }
}

/// 来源 of 客户咨询/反馈登记表.
fn source(channel: Channel) -> Option<&'static str> {
    match channel {
        Channel::Phone => Some("电话"),
        Channel::Chat => Some("QQ群"),
        Channel::Platform => Some("运维平台"),
        Channel::Mail => Some("网络"),
        _ => None,
    }
}

/// 类别 of 客户咨询/反馈登记表.
fn inquiry(kind: TicketKind) -> Option<&'static str> {
    match kind {
        TicketKind::Consult => Some("咨询"),
        TicketKind::Complaint => Some("投诉"),
        _ => None,
    }
}

/// 状态 of 性能问题清单 (1.1.4.1.2): as far as the developers are, on whichever platform that is known.
fn phase(ticket: &Ticket) -> Option<&'static str> {
    let stands = [ticket.stand, ticket.peer];
    let of = |status: Status| match status {
        Status::Entered | Status::Accepted | Status::Returned => Some("分析中"),
        Status::Planned | Status::Developing => Some("优化中"),
        Status::Testing => Some("测试中"),
        Status::Reported => Some("已发布"),
        _ => None,
    };
    stands.into_iter().flatten().filter(|stand| stand.round == ticket.round()).find_map(|stand| of(stand.status)).or_else(|| {
        match ticket.status()? {
            Status::Open | Status::Assigned | Status::Exported | Status::Rejected => Some("分析中"),
            Status::Working => Some("优化中"),
            _ => None,
        }
    })
}
