//! The codes of a run: each once for each object, and in which phase.

use super::code::{family, object, object_type};
use super::entry::{Code, Phase, Wait};
use super::line::{At, shown};
use super::open::{Context, LIST, Open};
use super::sentence::Product;
use super::store::Store;

/// The most objects that are named for one code (and type of object).
const OBJECTS: u32 = 500;

impl Open {
    /// A code and what its line says about it.
    pub(super) fn code(&mut self, code: &str, line: &At<'_>, store: &mut Store) {
        match family(code) {
            "EXP" | "UDE" => self.product = self.product.or(Some(Product::Export)),
            "IMP" | "UDI" => self.product = self.product.or(Some(Product::Import)),
            "RMAN" => self.product = self.product.or(Some(Product::Rman)),
            _ => {}
        }
        match family(code) {
            "EXP" | "IMP" => self.pump = self.pump.or(Some(false)),
            "UDE" | "UDI" => self.pump = self.pump.or(Some(true)),
            _ => {}
        }
        let phase = self.phase(code, line.number);
        let text = line.raw;
        let kind = object_type(text);
        let begun = self.begun.as_ref().filter(|_| self.pump == Some(false)).map(|begun| begun.table.to_string());
        let object = object(text).or(begun);
        let place = match phase {
            Phase::BeforeConnect => "b",
            Phase::Running => "r",
            Phase::Wait => "w",
            Phase::AfterEnd => "a",
        };
        let of_kind = [code, place, kind.unwrap_or_default()].join("\0");
        let key = [&of_kind, object.as_deref().unwrap_or_default()].join("\0");
        if let Some(code) = self.places.get(&key).and_then(|&at| self.run.codes.get_mut(at)) {
            code.times += 1;
            return;
        }
        // `already exists` ten thousand times: the first objects are named, the others counted with the first of them.
        let (first, objects) = self.kinds.get(&of_kind).copied().unwrap_or((self.run.codes.len(), 0));
        if objects >= OBJECTS
            && let Some(code) = self.run.codes.get_mut(first)
        {
            (code.times, code.unnamed) = (code.times + 1, code.unnamed + 1);
            return;
        }
        let message = shown(text);
        let cost = size_of::<Code>() + 2 * key.len() + message.len() + 128;
        if self.run.codes.len() >= LIST || !store.room(&mut self.run.weight, cost) {
            self.run.left_out += 1;
            return;
        }
        self.places.insert(key, self.run.codes.len());
        self.kinds.insert(of_kind, (first, objects + 1));
        let object = object.map(|object| shown(&object));
        let (code, line, at) = (code.to_owned(), line.number, line.offset);
        self.run.codes.push(Code { code, message, line, at, times: 1, unnamed: 0, object_type: kind.map(str::to_owned), object, phase });
    }

    fn phase(&mut self, code: &str, line: u64) -> Phase {
        if self.ended() {
            return Phase::AfterEnd;
        }
        if code == "ORA-39171" {
            self.context = Context::Wait;
            // It is said again every few minutes, as long as it lasts.
            let same = self.run.waits.last().is_some_and(|wait| !wait.resumed);
            if !same && self.run.waits.len() < LIST {
                self.run.waits.push(Wait { line, cause: None, resumed: false });
            } else if !same {
                self.run.left_out += 1;
            }
            return Phase::Wait;
        }
        if self.context == Context::Wait {
            // The next one after that is an error of its own: another worker's.
            self.context = Context::None;
            if let Some(wait) = self.run.waits.last_mut() {
                wait.cause.get_or_insert_with(|| code.to_owned());
            }
            return Phase::Wait;
        }
        if self.run.connected { Phase::Running } else { Phase::BeforeConnect }
    }
}
