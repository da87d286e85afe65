//! What holds of any tickets.

use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::super::{By, Counts, Figures, Late, Period, of, wall};
use super::{at, mark, stand, ticket};
use crate::model::ticket::{Field, Mark, Status, Ticket};

/// Day it was opened, minute of its answer, days until it was closed, kind, module.
type Drawn = (i64, Option<i64>, Option<i64>, usize, usize);

fn some() -> impl Strategy<Value = Vec<Ticket>> {
    let one = (-20_i64..50, prop::option::of(0_i64..3000), prop::option::of(0_i64..20), 0..4_usize, 0..3_usize);
    prop::collection::vec(one, 0..30).prop_map(|all| {
        let make = |(no, (day, answered, closed, kind, module)): (usize, Drawn)| {
            let kind = [(Field::Kind, ["fault", "bug", "complaint", ""][kind]), (Field::Module, ["申报", "征收", ""][module])];
            let mut one = ticket(no, at(day, 0), &kind);
            if let Some(minute) = answered {
                mark(&mut one, Mark::Responded, at(day, minute));
            }
            if let Some(days) = closed {
                stand(&mut one, Status::Resolved, 1, at(day + days, 1));
                stand(&mut one, Status::Closed, 1, at(day + days, 2));
            }
            one
        };
        all.into_iter().enumerate().map(make).collect()
    })
}

fn clocks(ticket: &Ticket) -> Figures {
    let late = [Late::Yes, Late::No, Late::Unknown][ticket.no.len() % 3];
    Figures { late, due: Some(at(10, 0)), ..wall(ticket) }
}

fn whole(counts: impl Iterator<Item = Counts>) -> Counts {
    let mut sum = Counts::default();
    counts.for_each(|one| sum.add(&one));
    sum.sorted()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_tickets_does_not_matter(tickets in some(), turn in 0_usize..30) {
        let period = Period { from: at(1, 0), to: at(32, 0) };
        let mut other = tickets.clone();
        other.reverse();
        let middle = turn.min(other.len());
        other.rotate_left(middle);
        prop_assert_eq!(of(&tickets, &clocks, period, &TimeZone::UTC), of(&other, &clocks, period, &TimeZone::UTC));
    }

    #[test]
    fn groups_add_up_to_the_total(tickets in some()) {
        let stats = of(&tickets, &clocks, Period { from: at(1, 0), to: at(32, 0) }, &TimeZone::UTC);
        for by in By::ALL {
            prop_assert_eq!(&whole(stats.by[by].iter().map(|group| group.counts.clone())), &stats.total);
        }
        prop_assert_eq!(stats.total.response.known() + stats.total.response.unknown, stats.total.opened);
        prop_assert_eq!(stats.total.satisfaction.answered() + stats.total.satisfaction.silent, stats.total.closed);
    }

    #[test]
    fn months_add_up_in_what_happened(tickets in some()) {
        let stats = of(&tickets, &clocks, Period { from: at(-10, 300), to: at(45, 0) }, &TimeZone::UTC);
        let sum = |of: fn(&Counts) -> usize| stats.months.iter().map(|(_, counts)| of(counts)).sum::<usize>();
        prop_assert_eq!((sum(|c| c.opened), sum(|c| c.closed)), (stats.total.opened, stats.total.closed));
        prop_assert_eq!(stats.months.last().map(|(_, counts)| counts.left), Some(stats.total.left));
    }
}
