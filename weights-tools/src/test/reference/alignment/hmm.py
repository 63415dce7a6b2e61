# SPDX-License-Identifier: Apache-2.0
"""A monophone hidden Markov model: what each state sounds like, and the best path through words."""

import numba
import numpy as np

STATES = 3  # of a phone, one after the other
PAUSE = 0  # the one state of silence, breath and noise
SHORTEST_PAUSE = 10  # frames of 5 ms; shorter silence is the closure of a stop and belongs to it
WEIGHT_FLOOR, VARIANCE_FLOOR = 1e-3, 0.02


class Mixtures:
    """A mixture of Gaussians with diagonal covariance for every state."""

    def __init__(self, rows, labels, states):
        """One Gaussian a state, from the frames that carry its label."""
        self.floor = VARIANCE_FLOOR * rows.var(0)
        self.weights, self.means, self.variances = [], [], []
        for state in range(states):
            own = rows[labels == state]
            if len(own) < 2:
                own = rows
            self.weights.append(np.ones(1))
            self.means.append(own.mean(0, dtype=np.float64)[None])
            self.variances.append(np.maximum(own.var(0, dtype=np.float64), self.floor)[None])

    def scores(self, rows, states):
        """[frames, states]: log density of each row in each state, that of its nearest Gaussian."""
        slopes, curves, constants = zip(*(self.terms(s) for s in states))
        parts = rows @ np.hstack(slopes) + rows**2 @ np.hstack(curves) + np.concatenate(constants)
        starts = np.cumsum([0] + [len(c) for c in constants[:-1]])
        return np.maximum.reduceat(parts, starts, axis=1)

    def terms(self, state):
        """The logarithm of a weighted Gaussian is rows @ slope + rows**2 @ curve + constant."""
        means, precisions = self.means[state], 1 / self.variances[state]
        constant = np.log(self.weights[state]) + 0.5 * np.log(precisions / (2 * np.pi)).sum(1)
        constant = constant - 0.5 * (means**2 * precisions).sum(1)
        return [a.astype(np.float32) for a in ((means * precisions).T, -0.5 * precisions.T, constant)]

    def fit(self, rows, labels, most, rounds):
        """Splits every Gaussian, up to `most` a state (4 times as many for the pause), and refits."""
        order = np.argsort(labels, kind="stable")
        edges = np.searchsorted(labels[order], np.arange(len(self.weights) + 1))
        for state in range(len(self.weights)):
            own = rows[order[edges[state] : edges[state + 1]]]
            limit = min(most * (4 if state == PAUSE else 1), len(own) // 60)
            self.split(state, limit)
            for _ in range(rounds if len(own) > 100 else 0):
                self.maximise(state, own)

    def split(self, state, limit):
        grow = max(0, min(len(self.weights[state]), limit - len(self.weights[state])))
        chosen = np.argsort(-self.weights[state])[:grow]
        shift = 0.2 * np.sqrt(self.variances[state][chosen])
        self.weights[state][chosen] /= 2
        moved = self.means[state][chosen] + shift
        self.means[state][chosen] -= shift
        self.weights[state] = np.append(self.weights[state], self.weights[state][chosen])
        self.means[state] = np.vstack([self.means[state], moved])
        self.variances[state] = np.vstack([self.variances[state], self.variances[state][chosen]])

    def maximise(self, state, own):
        """One round of expectation and maximisation."""
        slope, curve, constant = self.terms(state)
        logs = own @ slope + own**2 @ curve + constant
        shares = np.exp(logs - logs.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        mass = shares.sum(0) + 1e-6
        self.weights[state] = np.maximum(mass / mass.sum(), WEIGHT_FLOOR)
        self.means[state] = (shares.T @ own / mass[:, None]).astype(np.float64)
        second = shares.T @ own**2 / mass[:, None]
        self.variances[state] = np.maximum(second - self.means[state] ** 2, self.floor)


class Graph:
    """The states of a sentence: words of phones, and a pause that may be left out around each."""

    def __init__(self, words):
        """words: for each its phones, as numbers from 0."""
        states, word_of, skips = [], [], []

        def pause():
            skips.append(len(states))
            states.extend([PAUSE] * SHORTEST_PAUSE)
            word_of.extend([-1] * SHORTEST_PAUSE)

        pause()
        for number, phones in enumerate(words):
            for phone in phones:
                states.extend(1 + STATES * phone + k for k in range(STATES))
                word_of.extend([number] * STATES)
            pause()
        self.states = np.array(states)
        self.word_of = np.array(word_of)
        self.may_skip = np.zeros(len(states) + 1, dtype=np.bool_)
        self.may_skip[[s + SHORTEST_PAUSE for s in skips]] = True

    def align(self, scores):
        """The place in the graph of every frame; scores: [frames, places]."""
        return best_path(np.ascontiguousarray(scores), self.may_skip, SHORTEST_PAUSE)


@numba.njit(cache=True)
def best_path(scores, may_skip, pause):
    frames, places = scores.shape
    before = np.full(places, -np.inf)
    before[0] = scores[0, 0]
    before[pause] = scores[0, pause]
    back = np.zeros((frames, places), dtype=np.int32)
    now = np.empty(places)
    for t in range(1, frames):
        for p in range(places):
            best, origin = before[p], p
            if p > 0 and before[p - 1] > best:
                best, origin = before[p - 1], p - 1
            if may_skip[p] and p > pause and before[p - pause - 1] > best:
                best, origin = before[p - pause - 1], p - pause - 1
            now[p] = best + scores[t, p]
            back[t, p] = origin
        before, now = now, before
    end = places - 1
    if before[end - pause] > before[end]:
        end -= pause
    path = np.empty(frames, dtype=np.int32)
    for t in range(frames - 1, -1, -1):
        path[t] = end
        end = back[t, end]
    return path
