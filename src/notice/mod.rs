//! Text -> spanned tree -> typed notice. Reading returns a value and its faults, and cannot fail.
//! Never imports anything above it, never says what the law asks for.

pub mod broken;
pub mod business_id;
pub mod choice;
pub mod fault;
pub mod literal;
pub mod model;
pub mod parse;
pub mod period;
pub mod quick;
pub mod shape;
pub mod spec;
pub mod tree;

use crate::lang::{ByLang, Lang};
use crate::source::Span;
use fault::Fault;
use shape::Passage;
use spec::Format;
use std::sync::LazyLock;
use tree::{File, NodeId, Tree, Value};

pub use model::{Notice, Said, Text};

/// The notice format.
pub static FORMAT: LazyLock<Format> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/format.bin"))).expect("the build script packed this very type"));

/// The format of the workspace file.
pub static WORKSPACE: LazyLock<Format> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/workspace.bin"))).expect("the build script packed this very type"));

/// Ready terms ("@name") and groups, sorted by key.
static TERMS: LazyLock<Vec<(String, ByLang<String>)>> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/terms.bin"))).expect("the build script packed this very type"));

/// The words of a ready term by its key, without the `@`.
#[must_use]
pub fn term(key: &str) -> Option<&'static ByLang<String>> {
    let terms = &*TERMS;
    terms.binary_search_by(|(name, _)| name.as_str().cmp(key)).ok().map(|index| &terms[index].1)
}

/// Keys of all ready terms, in order.
pub fn terms() -> impl Iterator<Item = &'static str> {
    TERMS.iter().map(|(key, _)| key.as_str())
}

/// A notice as read: the tree (with what the workspace shares grafted in), its faults of form and its passages.
#[derive(Debug)]
pub struct Reading {
    /// The tree.
    pub tree: Tree,
    /// Whether only its form may be judged: the TOML is broken (then `faults` are of syntax and limits alone), or it is no notice.
    pub broken: bool,
    /// Faults of form.
    pub faults: Vec<Fault>,
    /// Every string a reader sees.
    pub passages: Vec<Passage>,
    /// References that lead nowhere, with the table they point to.
    pub dangling: Vec<(NodeId, String)>,
    /// Languages declared.
    pub languages: Vec<Lang>,
}

impl Reading {
    /// Whether the TOML itself could not be read whole: then nothing else of it is known.
    #[must_use]
    pub fn unparsed(&self) -> bool {
        self.faults.iter().any(|fault| fault.kind.starts_with("syntax") || matches!(fault.kind, "too-large" | "too-deep" | "too-many"))
    }
}

/// Reads a notice. With `shared`, the tree of a workspace file, a controller named by reference (or `default`, where the notice has none) and
/// contacts come from it.
#[must_use]
pub fn read(text: &str, shared: Option<&Tree>) -> Reading {
    let (mut tree, mut faults) = parse::parse(text, File::Notice);
    let broken = !faults.is_empty();
    // What can be read is judged all the same.
    faults.extend(damaged(text, File::Notice));
    let unresolved = match shared {
        Some(shared) => inherit(&mut tree, shared),
        None => inherit(&mut tree, &Tree::new(File::Workspace, 1)),
    };
    let languages = model::languages(&tree);
    if broken {
        return Reading { tree, broken, faults, passages: Vec::new(), dangling: Vec::new(), languages };
    }
    let mut shape = shape::check(&tree, &FORMAT, &languages);
    if let Some(fault) = unresolved {
        // A name that leads nowhere is no table either; that it should be one is not news.
        shape.faults.retain(|other| other.node != fault.node);
        faults.push(fault);
    }
    faults.extend(shape.faults);
    Reading { tree, broken, faults, passages: shape.passages, dangling: shape.dangling, languages }
}

/// Reads a workspace file: its tree and its faults of form. Contacts and controllers keep the languages they are written in.
#[must_use]
pub fn read_workspace(text: &str) -> Reading {
    let (tree, mut faults) = parse::parse(text, File::Workspace);
    let languages = match tree.find(Tree::ROOT, "project") {
        Some(project) => tree.strs_at(project, "languages").iter().filter_map(|(code, _)| Lang::parse(code)).collect(),
        None => Vec::new(),
    };
    let languages = if languages.is_empty() { Lang::SPOKEN.to_vec() } else { languages };
    if faults.is_empty() {
        faults = shape::check(&tree, &WORKSPACE, &languages).faults;
    }
    faults.extend(damaged(text, File::Workspace));
    Reading { tree, broken: true, faults, passages: Vec::new(), dangling: Vec::new(), languages }
}

/// The first character that was lost, in a text that was read from something else than UTF-8 or was damaged before.
fn damaged(text: &str, file: File) -> Option<Fault> {
    let at = text.find(char::REPLACEMENT_CHARACTER)?;
    Some(Fault::new("encoding", Tree::ROOT, file, Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8())))
}

/// Grafts what the workspace shares; gives the fault of a controller it does not have.
fn inherit(tree: &mut Tree, shared: &Tree) -> Option<Fault> {
    let mut unresolved = None;
    let controllers = shared.get(Tree::ROOT, "controllers");
    let named = tree.get(Tree::ROOT, "controller");
    let wanted = match named.map(|at| &tree.node(at).value) {
        Some(Value::String(id)) => Some(id.to_string()),
        Some(_) => None,
        None => Some("default".to_string()),
    };
    if let Some(id) = wanted {
        match (controllers.and_then(|at| shared.get(at, &id)), named) {
            (Some(found), _) => {
                tree.graft(Tree::ROOT, "controller", shared, found);
            }
            (None, Some(at)) => {
                let known = controllers.map_or(&[][..], |at| shared.children(at)).iter().filter_map(|c| shared.node(*c).key.as_deref());
                let nearest = shape::nearest(&id, known).unwrap_or_default().to_string();
                unresolved = Some(Fault::at("controller-unknown", tree, at).with("id", id).with("nearest", nearest));
            }
            (None, None) => {}
        }
    }
    if tree.get(Tree::ROOT, "contacts").is_none()
        && let Some(contacts) = shared.get(Tree::ROOT, "contacts")
    {
        tree.graft(Tree::ROOT, "contacts", shared, contacts);
    }
    unresolved
}
