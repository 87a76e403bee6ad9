//! Functions compiled for an instruction set that is chosen at run time.

/// Declares a function, generic over the instruction set, whose body and everything inlined into it is
/// compiled for that instruction set. Its arguments share one lifetime, `'a`.
///
/// What the body calls has to be `#[inline(always)]`: a call would land in code compiled for the
/// oldest machine. For the same reason the body is a method and not a closure, whose `call_once`
/// isn't inlined reliably (a kernel ten times slower).
macro_rules! vectorized {
    ($(#[$meta:meta])* $vis:vis fn $name:ident($simd:ident, $($argument:ident: $type:ty),+ $(,)?)
     $body:block) => {
        $(#[$meta])*
        $vis fn $name<'a, S: pulp::Simd>($simd: S, $($argument: $type),+) {
            struct Arguments<'a> { $($argument: $type),+ }

            impl<'a> pulp::WithSimd for Arguments<'a> {
                type Output = ();

                #[inline(always)]
                fn with_simd<S: pulp::Simd>(self, $simd: S) {
                    let Self { $($argument),+ } = self;
                    $body
                }
            }

            $simd.vectorize(Arguments { $($argument),+ });
        }
    };
}

pub(super) use vectorized;
