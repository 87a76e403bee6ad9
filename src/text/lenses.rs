//! Texts of the lenses.

/// What a lens says of itself.
#[derive(Debug)]
pub struct Lens {
    /// Its name in the window.
    pub title: &'static str,
    /// One line that says what to look for.
    pub hint: &'static str,
    /// What is drawn, and how to read it.
    pub what: &'static str,
    /// What it means for learning.
    pub why: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

/// What each lens says of itself.
#[derive(Debug)]
pub struct Lenses {
    /// The lens `hidden_state`.
    pub hidden_state: Lens,
    /// The lens `border`.
    pub border: Lens,
    /// The lens `backprop`.
    pub backprop: Lens,
    /// The lens `gradient_norm`.
    pub gradient_norm: Lens,
    /// The lens `spectrum`.
    pub spectrum: Lens,
    /// The lens `phase_portrait`.
    pub phase_portrait: Lens,
    /// The lens `dependence`.
    pub dependence: Lens,
    /// The lens `generalisation`.
    pub generalisation: Lens,
    /// The lens `free_run`.
    pub free_run: Lens,
    /// The lens `evaluated`.
    pub evaluated: Lens,
    /// The lens `residuals`.
    pub residuals: Lens,
    /// The lens `weights`.
    pub weights: Lens,
    /// The lens `step_trace`.
    pub step_trace: Lens,
}

impl Lenses {
    /// What the lens says of itself that has this name in files, if there is one.
    pub fn named(&self, name: &str) -> Option<&Lens> {
        Some(match name {
            "hidden-state" => &self.hidden_state,
            "border" => &self.border,
            "backprop" => &self.backprop,
            "gradient-norm" => &self.gradient_norm,
            "spectrum" => &self.spectrum,
            "phase-portrait" => &self.phase_portrait,
            "dependence" => &self.dependence,
            "generalisation" => &self.generalisation,
            "free-run" => &self.free_run,
            "evaluation" => &self.evaluated,
            "residuals" => &self.residuals,
            "weights" => &self.weights,
            "slowly" => &self.step_trace,
            _ => return None,
        })
    }

    /// The English wording.
    pub const ENGLISH: Self = Self {
        hidden_state: Lens {
            title: "Hidden state",
            hint: "Units become oscillators, each shifted in phase; a flat row takes no part.",
            what: "Each row is a unit, each column a time step of the last windows, the newest at \
                   the right. Orange is positive, blue negative. Sorted by phase, a trained \
                   network's units line up to a wave that travels from top to bottom. LSTM and GRU \
                   have a cell state and gates besides: a gate near 1 lets pass, one near 0 closes.",
            why: "sin t alone doesn't tell cos t: the same value comes once rising and once \
                   falling. What tells them apart is in the hidden state, a memory of the samples \
                   before. Units that are all saturated (at 1 or −1, no change) can't remember \
                   anything.",
            source: "Karpathy, Johnson and Fei-Fei 2015, Visualizing and understanding recurrent \
                   networks, arXiv 1506.02078.",
        },
        border: Lens {
            title: "Window border",
            hint: "What h_state = h_state.data does: the hidden state crosses the border between two windows, \
                   the gradient stops there.",
            what: "Above, the hidden state: left of the border, at time step 0, the state that the \
                   newest window began with, as training left it then; right of it the window. Below, \
                   the size of the gradient at the same time steps: there is none left of the border. \
                   With the state carried, the values go on across it; with reset each window begins \
                   with a state of zeros.",
            why: "The tutorials' line h_state = h_state.data keeps the numbers and forgets how they \
                   came about. So the network can use a memory older than its window, but can't \
                   learn to make a better one farther back than the window reaches: truncated \
                   backpropagation. What it costs is a bias, which longer windows make smaller.",
            source: "Tallec and Ollivier 2017, Unbiasing truncated backpropagation through time, \
                   arXiv 1705.08209.",
        },
        backprop: Lens {
            title: "Backprop through time",
            hint: "A line that falls steeply to the left is a vanishing gradient: the early time steps learn \
                   nothing from the late ones.",
            what: "The upper graph shows ‖∂L/∂h‖, the size of the loss' gradient at each time step \
                   of the window. The middle one follows a gradient that sets out at the last time \
                   step, and shows which part of it is left at each earlier one. The lowest is the \
                   first time step's gradient by the last one's, over training. LSTM: all three are \
                   about h. The cell state c is a way of its own for the gradient, and ∂L/∂c at the \
                   first time step can be many times ∂L/∂h: vanishing by h isn't vanishing by c.",
            why: "On its way back the gradient is multiplied with the same matrix again and again. \
                   If that shrinks it, a long memory can't be learned; if it stretches it, one \
                   update ruins the weights. Gates were invented against the first, clipping \
                   against the second.",
            source: "Bengio, Simard and Frasconi 1994, Learning long-term dependencies with \
                   gradient descent is difficult; Pascanu et al. 2013, arXiv 1211.5063.",
        },
        gradient_norm: Lens {
            title: "Gradient norm",
            hint: "How steep the loss is at each step, and what the optimizer remembers of it; clipped steps are cut back.",
            what: "The length of the whole gradient at every step, all weights together, before \
                   clipping, on a logarithmic axis; and the length that Adam, NAdam and RMSprop remember \
                   and divide by, √Σv, where v is the running mean of a weight's squared gradients. With clipping on, a line shows the threshold and dots the \
                   steps that were cut back to it.",
            why: "Near a cliff of the loss the gradient grows a thousandfold within a step, and one \
                   update along it throws the weights far away. Clipping keeps its direction and \
                   shortens it. Adam divides by the gradient's usual size, so that clipping changes \
                   less there than with SGD; and while the gradient is small it forgets the former size \
                   bit by bit, so that the same gradient moves the weights further and further.",
            source: "Pascanu, Mikolov and Bengio 2013, On the difficulty of training recurrent \
                   neural networks, arXiv 1211.5063.",
        },
        spectrum: Lens {
            title: "Spectrum",
            hint: "A pair near the circle at the angles ±d is an oscillator of the task's own pace; points far \
                   outside explode.",
            what: "The eigenvalues of the recurrent matrix in the complex plane, with the unit \
                   circle, and trails of where they were. One at distance r and angle φ from the \
                   middle multiplies its part of the state by r and turns it by φ at each time \
                   step. The rays are at ±d, the angle between two samples of the data. LSTM and \
                   GRU: eigenvalues of the state's derivative by the state before, averaged over \
                   the window.",
            why: "The task asks for a state that turns by d at each time step and doesn't fade: a \
                   pair at e^(±id). The input helps, so that a network can do with eigenvalues well \
                   inside the circle. The largest distance is the spectral radius; above 1 the \
                   state grows until the nonlinearity stops it.",
            source: "Sussillo and Barak 2013, Opening the black box: low-dimensional dynamics in \
                   high-dimensional recurrent neural networks.",
        },
        phase_portrait: Lens {
            title: "Phase portrait",
            hint: "A path that closes into a loop is an oscillator; a line, or a heap in the corners, isn't.",
            what: "The hidden state is a point in a space of as many dimensions as there are units. \
                   This is its path over the last period of the data, seen from the side where it \
                   moves most: the plane of its first two principal components. The colours go from the \
                   oldest point to the newest, as the bar says. While the network trains the plane follows it slowly; when \
                   training waits it is exact. The axes are turned within the plane so that the \
                   picture doesn't flip or spin, and needn't be the components themselves.",
            why: "To answer cos t the state must know where in the period it is, and a place in a \
                   period is a point on a loop. Learning the task is seen as the path opening from \
                   a line, sin t there and back, to a loop.",
            source: "Sussillo and Barak 2013, Opening the black box: low-dimensional dynamics in \
                   high-dimensional recurrent neural networks.",
        },
        dependence: Lens {
            title: "Dependence",
            hint: "Along the diagonal: two bands of opposite sign compare this input with those before; one \
                   broad band of one sign adds up many of them, an integrator.",
            what: "Row t, column s: ∂ŷ_t/∂x_s, how much the answer at time step t changes with the \
                   input at s. Above the diagonal is the future, on which no answer depends: 0. With \
                   long windows and large networks the rows come one by one, coarse ones first. Of several \
                   inputs and targets it is the one of each that you choose.",
            why: "There are two ways to solve the task. A difference: cos t = (sin t · cos d − \
                   sin(t − d)) / sin d needs one remembered sample; such a network has two bands of \
                   opposite sign, on the diagonal and beside it, each often spread over several \
                   inputs. An integral: cos t is 1 − ∫ sin, the sum of what was read so far; such a \
                   network, as trained LSTMs and GRUs often are, has one broad band of one sign. A \
                   diagonal alone means that the network doesn't remember at all.",
            source: "Madsen 2019, Visualizing memorization in RNNs, Distill.",
        },
        generalisation: Lens {
            title: "Generalisation",
            hint: "Move a slider: a loss that stays low means that the network learned the rule, not the samples.",
            what: "The network, its weights frozen, reads data that you choose: samples farther \
                   apart or nearer, shifted, larger or smaller, noisy, faster or slower. Its loss \
                   there stands beside its loss on the data of training, both measured over many \
                   windows after the state has settled. On a table it reads windows all over the validation \
                   part, or where there is none the training part, whose inputs are larger or smaller or have \
                   noise on them, as from another sensor; what it should answer stays.",
            why: "The exact solution for the distance d between samples is wrong for every other \
                   distance, so that even a perfect network fails there unless it was trained on \
                   several. Another phase should make no difference at all once windows begin \
                   everywhere; another amplitude is hard on tanh, which saturates.",
            source: "For what a network can be expected to do beyond its data, see Goodfellow, \
                   Bengio and Courville 2016, Deep Learning, chapter 5.",
        },
        free_run: Lens {
            title: "Free run",
            hint: "After the upright line the network drives itself: does it keep amplitude and pace?",
            what: "First the network reads the data, up to the upright line. Then its own answer \
                   becomes its next input: x' = x · cos d + ŷ · sin d, which is exactly sin(t + d) \
                   as long as ŷ = cos t. The lower graph is the distance from the true curve. On a table whose inputs \
                   are all among its targets each answer is the next row, and the run is a forecast from the \
                   table's end.",
            why: "In training every input is true, and errors don't add up. Here each error comes \
                   back as input. A network with a small loss may still drift out of phase, die \
                   down, or settle on an oscillation of its own.",
            source: "The exact oscillator is the addition theorem of the sine; running a network \
                   on its own output goes back to Jordan 1986, Serial order.",
        },
        evaluated: Lens {
            title: "Does it beat…?",
            hint: "A network that beats neither the last value nor a straight line has learned nothing worth having.",
            what: "How far the network's answers to a table are off, in the data's units, part by part: \
                   the root of the mean squared error (RMSE), the mean absolute error (MAE), the same in \
                   units of the changes from row to row (MASE: 1 is as good as saying \"as before\"), and the \
                   part of the variance that is explained (R²: 0 is as good as the mean). Beside it the RMSE \
                   of what needs no network, on the same samples.",
            why: "A loss alone doesn't tell whether anything was learned: a table that changes slowly gives \
                  everybody a small one. Naive repeats the last value, seasonal that of a season before; linear \
                  is a linear regression on the same window. They learn from the training part alone, and the \
                  validation part, which the network hasn't learned from, decides.",
            source: "Hyndman and Koehler 2006, Another look at measures of forecast accuracy. The linear \
                     baseline: Zeng et al. 2023, Are transformers effective for time series forecasting?, \
                     arXiv 2205.13504.",
        },
        residuals: Lens {
            title: "Residuals",
            hint: "What looks like noise is all that is left; a pattern is something not learned yet.",
            what: "Target minus prediction, over the rows; how often each size comes, beside a normal curve of \
                   the same mean and deviation; how much of it comes again some rows later, beside the band in \
                   which 95 % of the lags of white noise lie; and against the prediction. Of a table, all but \
                   the first are of the validation part; of sin and cos, of the last windows.",
            why: "A good network leaves noise: a mean of 0, and nothing that comes again. A mean other than 0 is an \
                  error that could be added to every answer; a lag beyond the band is a season or an echo \
                  that a longer window might learn; a funnel against the prediction means that large values \
                  are harder than small ones. Heavy tails are rare events, for which loss mae or huber \
                  may suit better.",
            source: "Box and Jenkins 1970, Time series analysis: forecasting and control, on the checking of \
                     residuals.",
        },
        weights: Lens {
            title: "Weights",
            hint: "What has changed since the run began, and which weights have grown far beyond the others.",
            what: "One variable of the network, under PyTorch's name, as a heatmap: orange is \
                   positive, blue negative. Gates lie below each other, in the order i f g o or \
                   r z n. With \"change\" it shows what training has added since the run began. \
                   Below, how often each value comes. Where the network reads several inputs, the matrix that \
                   reads them is summed up by input, too.",
            why: "With the tutorial's learning rate the recurrent matrix moves by about its own \
                   length within 300 steps, the input weights by one and a half to four times theirs. Columns that change together belong to a unit that is being used. A \
                   histogram with long tails comes before saturation.",
            source: "Initial values: U(−1/√hidden, 1/√hidden), as PyTorch draws them.",
        },
        step_trace: Lens {
            title: "A step, slowly",
            hint: "One training step in all its parts: forward through the window, back through it, the update.",
            what: "The next training step as a whole, in its parts, or time step by time step. \
                   Forward, the network reads the window sample by sample; hidden state and answer \
                   appear one by one; what isn't read yet is hatched. Backward, the gradient of the loss comes from the last time \
                   step to the first. At last the optimizer changes the weights: before, gradient, \
                   after, for the variable you click in the list.",
            why: "It is the very step that the run takes next: behind the last phase it is taken, \
                   and the numbers are the same. Nothing is trained while you look. At an earlier \
                   step of the run it is the one that followed.",
            source: "The idea of slow motion through one step: Kahng et al. 2019, GAN Lab, \
                   arXiv 1809.01587. Backpropagation through time: Werbos 1990.",
        },
    };
}
