"""Optimisers in NumPy with one bug put in by hand: tables of numbers, and nothing of the trainer's own."""

import numpy as np


def adam(bug, *, w, m, v, g, t, lr, b1, b2, eps, decay=0.0):
    """One step of Adam, or with `decay` of AdamW, as {m, v, mh, vh, w} in doubles."""
    if bug == "betas-exchanged":
        b1, b2 = b2, b1
    if bug == "decay-in-gradient":
        g = g + decay * w
    first = {"gradient-squared": g**2, "gradient-sign": -g}.get(bug, g)
    new_m = b1 * m + (1 - b1) * first
    second = {"square-forgotten": g, "first-moment-squared": new_m**2}.get(bug, g * g)
    share = {"fresh-factor-forgotten": 1.0, "factor-squared": (1 - b2) ** 2}.get(bug, 1 - b2)
    new_v = b2 * v + share * second
    if bug == "old-value-forgotten":
        new_m, new_v = (1 - b1) * g, (1 - b2) * g * g
    power = {
        "no-bias-correction": np.inf,
        "bias-correction-first-step": 1,
        "bias-correction-step-before": t - 1,
        "bias-correction-step-after": t + 1,
    }.get(bug, t)
    m_hat, v_hat = new_m / (1 - b1**power), new_v / (1 - b2**power)
    below = np.sqrt(np.abs(v_hat)) + eps
    if bug == "epsilon-inside-root":
        below = np.sqrt(v_hat + eps)
    elif bug == "root-forgotten":
        below = v_hat + eps
    elif bug == "root-of-first-moment":
        below = np.sqrt(m_hat) + eps
    elif bug == "division-forgotten":
        below = 1.0
    return {"m": new_m, "v": new_v, "mh": m_hat, "vh": v_hat, "w": _moved(bug, w, m_hat, below, lr, decay)}


def _moved(bug, w, m_hat, below, lr, decay):
    step = m_hat / below if bug == "learning-rate-forgotten" else lr * m_hat / below
    if bug == "plus-for-minus":
        step = -step
    if bug in ("decay-forgotten", "decay-in-gradient"):
        return w - step
    if bug == "decay-rescaled":
        return w - lr * (m_hat + decay * w) / below
    taken = decay * w if bug == "decay-without-learning-rate" else lr * decay * w
    return w - step + taken if bug == "decay-added" else w - step - taken


def rmsprop(bug, *, w, v, g, lr, rho, eps):
    """One step of RMSProp as {v, w}."""
    square = g if bug == "square-forgotten" else g**2
    share = 1.0 if bug == "fresh-factor-forgotten" else 1 - rho
    new_v = share * square if bug == "old-value-forgotten" else rho * v + share * square
    if bug == "shares-exchanged":
        new_v = (1 - rho) * v + rho * g**2
    used = v if bug == "step-with-old-value" else new_v
    below = {
        "epsilon-inside-root": np.sqrt(used + eps),
        "root-forgotten": used + eps,
        "division-forgotten": 1.0,
    }.get(bug, np.sqrt(used) + eps)
    rate = 1.0 if bug == "learning-rate-forgotten" else lr
    return {"v": new_v, "w": w + rate * g / below if bug == "plus-for-minus" else w - rate * g / below}


def momentum(bug, *, w, v, g, lr, beta):
    """One step of gradient descent with momentum as {v, w}."""
    new_v = {
        "fresh-factor-put-in": beta * v + (1 - beta) * g,
        "velocity-sign": beta * v - g,
        "old-value-forgotten": g,
        "old-value-in-full": v + g,
        "beta-on-both": beta * (v + g),
        "learning-rate-twice": beta * v + lr * g,
    }.get(bug, beta * v + g)
    way = {"step-with-old-value": v, "step-with-gradient": g}.get(bug, new_v)
    rate = 1.0 if bug == "learning-rate-forgotten" else lr
    return {"v": new_v, "w": w + rate * way if bug == "plus-for-minus" else w - rate * way}


def momentum_with_rate_inside(bug, *, w, v, g, lr, beta):
    """One step of `v = beta v - lr g`, `w = w + v`."""
    gradient = {"velocity-sign": -lr * g, "learning-rate-forgotten": g}.get(bug, lr * g)
    new_v = beta * v - gradient
    return {"v": new_v, "w": w - new_v if bug == "minus-for-plus" else w + new_v}
