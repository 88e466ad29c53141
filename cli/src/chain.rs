//! A chain of packs: a jurisdiction's and those above it.

use huisuan::adcode::Adcode;
use huisuan::diagnostic::Diagnostic;
use huisuan::{Calculator, PackFile};

use crate::rules::{Pack, RulesFolder};

/// The packs from the nation down to one jurisdiction.
#[derive(Debug)]
pub(crate) struct Chain<'r> {
    /// Nation first.
    packs: Vec<&'r Pack>,
    /// What keeps the folders from being a chain.
    faults: Vec<Diagnostic>,
}

impl<'r> Chain<'r> {
    /// Follows the parents upwards from a jurisdiction.
    pub(crate) fn down_to(adcode: Adcode, rules: &'r RulesFolder) -> Self {
        let mut chain = Self { packs: Vec::new(), faults: Vec::new() };
        let mut next = rules.pack(adcode);
        while let Some(pack) = next {
            chain.packs.push(pack);
            next = pack.parent.and_then(|parent| {
                let above = rules.pack(parent);
                let fault = if above.is_none() {
                    pack.fault_at_parent(
                        format!("there is no pack of `{parent}`, the parent of `{}`", pack.adcode),
                        format!(
                            "add the folder `{}`, or correct `parent`",
                            rules.folder_of(parent)
                        ),
                    )
                } else if chain.contains(parent) {
                    pack.fault_at_parent(
                        format!("`{parent}` and `{}` lie above each other", pack.adcode),
                        "a parent is the next higher pack, up to the nation's, `000000`".to_owned(),
                    )
                } else {
                    None
                };
                let above = above.filter(|_| fault.is_none());
                chain.faults.extend(fault);
                above
            });
        }
        chain.packs.reverse();
        let of_packs: Vec<Diagnostic> =
            chain.packs.iter().flat_map(|it| it.faults.iter().cloned()).collect();
        chain.faults.splice(0..0, of_packs);
        chain
    }

    /// Whether a jurisdiction's pack is in the chain.
    pub(crate) fn contains(&self, adcode: Adcode) -> bool {
        self.packs.iter().any(|it| it.adcode == adcode)
    }

    /// Whether a file is one of its packs'.
    pub(crate) fn has_file(&self, name: &str) -> bool {
        self.packs.iter().any(|it| it.has_file(name))
    }

    /// The codes of the packs, nation first.
    pub(crate) fn adcodes(&self) -> impl Iterator<Item = Adcode> {
        self.packs.iter().map(|it| it.adcode)
    }

    /// Loads the chain as its author.
    pub(crate) fn check(&self) -> Result<Calculator, Vec<Diagnostic>> {
        self.load_by(Calculator::check)
    }

    /// Loads the chain as a page does: what only its author must put right is passed over.
    pub(crate) fn load(&self) -> Result<Calculator, Vec<Diagnostic>> {
        self.load_by(Calculator::load)
    }

    fn load_by(
        &self,
        load: impl Fn(&[Vec<PackFile<'_>>]) -> Result<Calculator, Vec<Diagnostic>>,
    ) -> Result<Calculator, Vec<Diagnostic>> {
        if !self.faults.is_empty() {
            return Err(self.faults.clone());
        }
        load(&self.packs.iter().map(|it| it.files()).collect::<Vec<_>>())
    }
}
