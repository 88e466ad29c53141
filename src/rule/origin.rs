//! Where something stands in its pack, for what reports on it.

#[cfg(feature = "check")]
use crate::report::Spot;

/// The place of a value, of bands or of a table.
///
/// It is kept only with the feature `author`: a page reports on no pack, and carries none. Nor does an image.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origin {
    #[cfg(feature = "author")]
    spot: Spot,
}

#[cfg(feature = "author")]
impl Origin {
    /// Remembers the place.
    pub(crate) fn at(spot: &Spot) -> Self {
        Self { spot: spot.clone() }
    }

    /// The place.
    pub(crate) fn spot(&self) -> &Spot {
        &self.spot
    }
}

#[cfg(all(feature = "check", not(feature = "author")))]
impl Origin {
    /// Remembers nothing.
    pub(crate) fn at(_: &Spot) -> Self {
        Self {}
    }
}
