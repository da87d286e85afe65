//! Names that are taken: no two entries may become one file where names are the same but for case or accents.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use unicode_normalization::UnicodeNormalization;

use crate::bundle::fault::Why;

/// The files and folders so far.
#[derive(Debug, Default)]
pub struct Taken {
    names: HashMap<String, Node>,
    /// The folder of the last entry, whose parents are known; entries mostly come folder by folder.
    folder: String,
}

#[derive(Debug, Clone, Copy)]
enum Node {
    File {
        index: usize,
    },
    /// `own` is its own entry's index, where it has one and is not only named by what is in it.
    Folder {
        index: usize,
        own: bool,
    },
}

impl Taken {
    /// Takes the name of entry `index`; a `/` at its end makes it a folder.
    pub fn take(&mut self, name: &str, index: usize) -> Result<(), Why> {
        let lower = fold(name);
        let (key, folder) = lower.strip_suffix('/').map_or((lower.as_str(), false), |key| (key, true));
        self.parents(key, index)?;
        match self.names.entry(key.to_owned()) {
            Entry::Vacant(vacant) => {
                vacant.insert(if folder { Node::Folder { index, own: true } } else { Node::File { index } });
                Ok(())
            }
            Entry::Occupied(mut occupied) => match (*occupied.get(), folder) {
                (Node::Folder { index: with, own: false }, true) => {
                    occupied.insert(Node::Folder { index: with, own: true });
                    Ok(())
                }
                (Node::Folder { index: with, own: true }, true) | (Node::File { index: with }, false) => Err(Why::Duplicate { with }),
                (Node::Folder { index: with, .. }, false) | (Node::File { index: with }, true) => Err(Why::FileAndFolder { with }),
            },
        }
    }

    fn parents(&mut self, key: &str, index: usize) -> Result<(), Why> {
        let Some((folder, _)) = key.rsplit_once('/') else { return Ok(()) };
        if folder == self.folder {
            return Ok(());
        }
        let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
        for parent in ends.filter_map(|end| folder.get(..end)) {
            match self.names.get(parent) {
                Some(Node::File { index: with }) => return Err(Why::FileAndFolder { with: *with }),
                Some(Node::Folder { .. }) => {}
                None => drop(self.names.insert(parent.to_owned(), Node::Folder { index, own: false })),
            }
        }
        folder.clone_into(&mut self.folder);
        Ok(())
    }
}

/// Upper and then lower case, character by character: what folds together under Unicode's rules does so here (`ß` and `SS`, `ſ` and `S`,
/// all three sigmas).
fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().collect()
}
