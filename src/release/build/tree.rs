//! A folder → what stands at each of its paths.

use std::collections::BTreeMap;
use std::path::Path;

use super::fault::Unbuilt;
use crate::links::root::{Kind, Root};
use crate::model::release::{Image, Name};
use crate::release::each::each;

/// All of a folder, in the order of its paths.
pub(super) type Tree = BTreeMap<Name, Image>;

/// Reads all of a folder, with the digest of each file.
pub(super) fn read(root: &Root, below: Option<&Name>) -> Result<Tree, Unbuilt> {
    let paths = walk(root, below)?;
    let images = each(&paths, |_, (name, _)| root.look(name).map_err(unread(root, Some(name))))?;
    let own = |name: &Name| match below {
        None => Some(name.clone()),
        Some(below) => Name::from_bytes(name.as_bytes().get(below.as_bytes().len() + 1..)?).ok(),
    };
    Ok(paths.iter().zip(images).filter_map(|((name, _), image)| Some((own(name)?, image))).collect())
}

/// The paths of all that is in a folder, never through a link.
pub(super) fn walk(root: &Root, below: Option<&Name>) -> Result<Vec<(Name, Kind)>, Unbuilt> {
    let (mut all, mut open) = (Vec::new(), vec![below.cloned()]);
    while let Some(here) = open.pop() {
        let before = here.as_ref().map(|name| [name.as_bytes(), b"/"].concat()).unwrap_or_default();
        for (last, kind) in root.list(here.as_ref()).map_err(unread(root, here.as_ref()))? {
            let name = Name::from_bytes(&[&before[..], &last].concat());
            let name = name.map_err(|why| unread(root, here.as_ref())(std::io::Error::other(why)))?;
            if kind == Kind::Dir {
                open.push(Some(name.clone()));
            }
            all.push((name, kind));
        }
    }
    all.sort_unstable();
    Ok(all)
}

pub(super) fn unread<'a>(root: &'a Root, name: Option<&'a Name>) -> impl FnOnce(std::io::Error) -> Unbuilt + 'a {
    move |cause| Unbuilt::Read { path: root.path().join(name.map_or(Path::new(""), Name::as_path)), cause }
}
