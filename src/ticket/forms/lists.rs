//! Which tickets stand on the lists that the contract names.

use jiff::Timestamp;

use crate::model::ticket::{Channel, Field, Ticket, TicketKind};

/// A list of the contract; its columns are those of its `report.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// 程序bug管理清单 (1.1.4.1.1).
    Bugs,
    /// 性能问题清单及解决状况 (1.1.4.1.2).
    Performance,
    /// 客户问题档案 (1.1.4.2): what people asked, not what inspections found.
    Customers,
    /// 重大请求月度统计 (1.1.6.1).
    Requests,
}

impl List {
    pub const ALL: &[Self] = &[Self::Bugs, Self::Performance, Self::Customers, Self::Requests];

    /// The folder of its template.
    #[must_use]
    pub fn template(self) -> &'static str {
        match self {
            Self::Bugs => "bug-list",
            Self::Performance => "performance-issues",
            Self::Customers => "customer-issues",
            Self::Requests => "major-requests",
        }
    }

    #[must_use]
    pub fn of(template: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|list| list.template() == template)
    }

    fn holds(self, ticket: &Ticket) -> bool {
        let kind = ticket.kind();
        match self {
            Self::Bugs => kind == Some(TicketKind::Bug),
            Self::Performance => kind == Some(TicketKind::Performance),
            Self::Requests => kind == Some(TicketKind::Request),
            Self::Customers => {
                let asked = [TicketKind::Operation, TicketKind::Data, TicketKind::Business, TicketKind::Consult];
                let inspected = Channel::parse(ticket.get(Field::Channel)) == Some(Channel::Inspection);
                kind.is_some_and(|kind| asked.contains(&kind)) && !inspected
            }
        }
    }
}

/// The tickets of a list that were open at some time of a period (`to` is not in it), oldest first.
#[must_use]
pub fn of<'t>(tickets: impl IntoIterator<Item = &'t Ticket>, list: List, from: Timestamp, to: Timestamp) -> Vec<&'t Ticket> {
    let mut all: Vec<&Ticket> = tickets.into_iter().filter(|ticket| list.holds(ticket) && was_open(ticket, from, to)).collect();
    all.sort_by(|a, b| (a.opened, &a.no).cmp(&(b.opened, &b.no)));
    all
}

/// Open at some moment of a period.
#[must_use]
pub fn was_open(ticket: &Ticket, from: Timestamp, to: Timestamp) -> bool {
    ticket.opened < to && ticket.closed().is_none_or(|at| at >= from)
}
