// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IWithdrawalQueue} from "contracts/interfaces/IWithdrawalQueue.sol";
import {Test} from "forge-std/Test.sol";
import {IVaultUnderTest} from "test/support/IVaultUnderTest.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {TestLst} from "test/support/TestLst.sol";

/// @notice Those who wait, buyers of their receipts, a pusher, a donor, and what moves price and liquidity, in any order.
/// @dev It never reverts by its own fault, and a push never may. Ghosts keep what each request is due in wei times PRECISION.
contract QueueHandler is Test {
    uint256 private constant PRECISION = 1e27;
    uint256 private constant MOST_OPEN = 12;
    /// @dev Where the queue keeps the count of its checkpoints; a wrong one fails Q7 at the first service.
    bytes32 private constant SERVICES_SLOT = bytes32(uint256(8));

    struct Ghost {
        uint256 pending;
        uint256 claimable;
        uint256 due;
        uint256 paid;
        uint256 claims;
        uint256 pushes;
    }

    IWithdrawalQueue private immutable QUEUE;
    IVaultUnderTest private immutable VAULT;
    TestLst private immutable LST;
    StrategyDouble private immutable STRATEGY;
    address[3] public users;

    /// @dev Ascending.
    uint256[] private _open;
    mapping(uint256 requestId => Ghost) private _ghosts;

    uint256 public received;
    uint256 public claimed;
    uint256 public claimable;
    uint256 public pending;
    /// @notice Wei that rounding may have kept: two a claim, one a push for each request that it reached.
    uint256 public mayStay;
    /// @notice Times that a sentence did not hold, by its number.
    mapping(uint256 invariantNumber => uint256) public broken;

    constructor(
        IWithdrawalQueue queue_,
        IVaultUnderTest vault_,
        TestLst lst_,
        StrategyDouble strategy_,
        address[3] memory users_
    ) {
        (QUEUE, VAULT, LST, STRATEGY, users) = (queue_, vault_, lst_, strategy_, users_);
    }

    /* WHO WAITS */

    function request(uint256 who, uint256 shares) external {
        address user = users[who % 3];
        uint256 owned = VAULT.balanceOf(user);
        if (_open.length == MOST_OPEN || owned < 1e15) return;
        // Every second one is about as small as allowed.
        shares = shares % 2 == 0 ? bound(shares, 1e15, Math.min(owned, 40e18)) : 1e15 + shares % 1e10;
        if (shares > owned) return;
        vm.prank(user);
        uint256 id = QUEUE.requestRedeem(shares, user, user);
        _open.push(id);
        _ghosts[id].pending = shares;
        _look();
    }

    function cancel(uint256 which, uint256 to) external {
        (uint256 id, address owner) = _pick(which);
        if (id == 0 || _ghosts[id].pending == 0) return;
        address receiver = users[to % 3];
        uint256 before = VAULT.balanceOf(receiver);
        vm.prank(owner);
        QUEUE.cancel(id, receiver);
        if (VAULT.balanceOf(receiver) - before != _ghosts[id].pending) ++broken[6];
        _ghosts[id].pending = 0;
        _closeIfEmpty(which % _open.length);
        _look();
    }

    function claim(uint256 which, uint256 to) public {
        (uint256 id, address owner) = _pick(which);
        if (id == 0 || QUEUE.requestState(id).claimableShares == 0) return;
        address receiver = users[to % 3];
        uint256 before = LST.balanceOf(receiver);
        vm.prank(owner);
        QUEUE.claim(id, receiver);
        uint256 paid = LST.balanceOf(receiver) - before;
        Ghost storage ghost = _ghosts[id];
        if (paid != ghost.claimable) ++broken[4];
        ghost.claimable = 0;
        ghost.paid += paid;
        ++ghost.claims;
        claimed += paid;
        mayStay += 2;
        _closeIfEmpty(which % _open.length);
        _look();
    }

    function sell(uint256 which, uint256 to) external {
        (uint256 id, address owner) = _pick(which);
        if (id == 0) return;
        vm.prank(owner);
        IERC721(address(QUEUE)).transferFrom(owner, users[to % 3], id);
        _look();
    }

    /* THE PUSHER AND A DONOR */

    function push(uint256 maxRequests) public {
        maxRequests = maxRequests % 3 == 0 ? type(uint256).max : maxRequests % 8;
        uint256 next = QUEUE.nextRequest();
        uint256 services = _services();
        uint256 held = LST.balanceOf(address(QUEUE));
        (uint256 shares, uint256 assets) = QUEUE.push(maxRequests);
        if (LST.balanceOf(address(QUEUE)) - held != assets) ++broken[1];
        received += assets;
        if (QUEUE.nextRequest() - next > maxRequests) ++broken[7];
        if (_services() - services != (shares == 0 ? 0 : 1)) ++broken[7];
        if (shares != 0) _credit(shares, assets, maxRequests);
        _look();
    }

    function give(uint256 who, uint256 shares) external {
        address user = users[who % 3];
        shares = bound(shares, 0, VAULT.balanceOf(user) / 100);
        vm.prank(user);
        assert(VAULT.transfer(address(QUEUE), shares));
    }

    /* PRICE, LIQUIDITY AND TIME */

    function setLiquidity(uint256 limit) public {
        STRATEGY.setWithdrawableLimit(limit % 3 == 0 ? type(uint256).max : limit % 60e18);
        _look();
    }

    function lose(uint256 amount) external {
        STRATEGY.lose(bound(amount, 0, uint256(STRATEGY.lst()) / 4));
        _look();
    }

    function gain(uint256 amount) external {
        STRATEGY.gain(bound(amount, 0, 30e18));
        _look();
    }

    function wait(uint256 time) external {
        skip(bound(time, 0, 30 days));
        if (STRATEGY.mode() == StrategyDouble.Mode.Honest) VAULT.sync();
        _look();
    }

    /// @dev One time in four the strategy does not answer until it is set again.
    function silence(uint256 seed) external {
        STRATEGY.setMode(seed % 4 == 0 ? StrategyDouble.Mode.RevertOnExposure : StrategyDouble.Mode.Honest);
        _look();
    }

    /* THE END */

    /// @notice Liquidity returns and everybody leaves.
    function leave() external {
        STRATEGY.setMode(StrategyDouble.Mode.Honest);
        STRATEGY.setWithdrawableLimit(type(uint256).max);
        while (QUEUE.waitingShares() != 0) {
            uint256 next = QUEUE.nextRequest();
            push(7);
            if (QUEUE.nextRequest() == next) return;
        }
        while (_open.length != 0) {
            uint256 open = _open.length;
            claim(0, 0);
            if (_open.length == open) return;
        }
    }

    function openRequests() external view returns (uint256) {
        return _open.length;
    }

    /* INTERNAL */

    function _pick(uint256 which) private view returns (uint256 id, address owner) {
        if (_open.length == 0) return (0, address(0));
        id = _open[which % _open.length];
        owner = IERC721(address(QUEUE)).ownerOf(id);
    }

    function _services() private view returns (uint256) {
        return uint256(vm.load(address(QUEUE), SERVICES_SLOT));
    }

    /// @dev Books what a push paid to each request, and looks whether one was served before an earlier one.
    function _credit(uint256 shares, uint256 assets, uint256 maxRequests) private {
        bool earlierWaits;
        uint256 servedRequests;
        uint256 servedShares;
        for (uint256 i; i < _open.length; ++i) {
            Ghost storage ghost = _ghosts[_open[i]];
            uint256 waits = QUEUE.requestState(_open[i]).pendingShares;
            uint256 part = ghost.pending - waits;
            if (part != 0) {
                if (earlierWaits) ++broken[3];
                ghost.due += Math.mulDiv(part * PRECISION, assets, shares);
                ++ghost.pushes;
                ++mayStay;
                ++servedRequests;
                servedShares += part;
                ghost.pending = waits;
            }
            if (waits != 0) earlierWaits = true;
        }
        if (servedShares != shares) ++broken[6];
        if (servedRequests > maxRequests) ++broken[7];
    }

    function _closeIfEmpty(uint256 index) private {
        uint256 id = _open[index];
        IWithdrawalQueue.RequestState memory state = QUEUE.requestState(id);
        if (state.pendingShares + state.claimableShares != 0) return;
        if (state.owner != address(0) || state.claimableAssets != 0) ++broken[9];
        _checkDue(_ghosts[id], 0);
        for (; index + 1 < _open.length; ++index) {
            _open[index] = _open[index + 1];
        }
        _open.pop();
    }

    function _look() private {
        (claimable, pending) = (0, 0);
        for (uint256 i; i < _open.length; ++i) {
            uint256 id = _open[i];
            Ghost storage ghost = _ghosts[id];
            IWithdrawalQueue.RequestState memory state = QUEUE.requestState(id);
            if (state.pendingShares != ghost.pending) ++broken[6];
            if (state.pendingShares != 0 && state.pendingShares < 1e15) ++broken[10];
            if (state.claimableAssets < ghost.claimable) ++broken[4];
            if (state.owner == address(0) || state.pendingShares + state.claimableShares == 0) ++broken[9];
            _checkDue(ghost, state.claimableAssets);
            ghost.claimable = state.claimableAssets;
            claimable += state.claimableAssets;
            pending += state.pendingShares;
        }
    }

    function _checkDue(Ghost storage ghost, uint256 claimableAssets) private {
        uint256 got = ghost.paid + claimableAssets;
        uint256 slack = 2 * ghost.claims + (claimableAssets == 0 ? 0 : 2) + ghost.pushes;
        // The ghost itself rounds down once a push.
        if (got * PRECISION > ghost.due + ghost.pushes) ++broken[5];
        if ((got + slack) * PRECISION < ghost.due) ++broken[5];
    }
}
