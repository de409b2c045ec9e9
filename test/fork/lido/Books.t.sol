// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {ILidoQueue} from "strategies/lido/ILidoQueue.sol";
import {ILidoRequests} from "strategies/lido/ILidoRequests.sol";
import {LidoQueueTest} from "test/fork/lido/LidoQueueTest.sol";

/// @notice Whatever the order of requests, reports and claims: what the strategy says it has is what it gets.
contract BooksTest is LidoQueueTest {
    uint256 private constant STEPS = 12;

    function setUp() public override {
        super.setUp();
        _enter(5_000e18);
    }

    /// @dev After the last slash nothing pays less than was said, and what was finalized pays it to the wei.
    function testFuzz_TheValuationIsNeverOverWhatIsReceived(uint256 seed) public {
        for (uint256 i; i < STEPS; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            _step(seed);
            _assertBounded();
        }
        uint256 said = _ethLeg();
        if (seed % 2 == 0) _rebase(int256(seed % 100));
        if (_waiting() != 0) _finalize();
        assertGe(_ethLeg(), said, "rewards take nothing");
        if (seed % 2 != 0) assertEq(_ethLeg(), said, "an unchanged rate pays what was said");
        uint256 exact = _ethLeg();
        if (holder.openCount() != 0) _claimAllAsVault();

        assertEq(holder.openCount(), 0, "nothing open");
        assertEq(WETH.balanceOf(address(strategy)), exact, "to the wei");
        assertEq(WETH.balanceOf(address(holder)), 0, "nothing stuck");
        assertEq(LST.balanceOf(address(holder)), 0);
        assertEq(address(holder).balance, 0);
        _assertNoApprovals();
        (uint256 lst, uint256 eth) = _legs();
        assertEq(eth, exact);
        assertEq(lst, LST.balanceOf(address(strategy)));
        _unwind(WAD);
        (lst, eth) = _legs();
        assertEq(lst + eth, 0, "all of it is back");
    }

    /// @dev Through the vault, deposits, rewards and a leave in between: its books are the sum of what is there.
    function testFuzz_TheVaultsBooksBalance(uint256 requested, uint256 left, bool slashed) public {
        requested = bound(requested, 1e18, 4_000e18);
        left = bound(left, 1e9, 900e18);
        _request(requested);
        if (slashed) _rebase(-50);
        vm.prank(depositor);
        vault.redeem(left, depositor, depositor);
        _finalize();
        if (slashed) {
            // The slash is charged to the keeper's budget until the curator acknowledges it; a claim raises no risk.
            assertApproxEqRel(_ethLeg(), requested * 995 / 1_000 * _parBefore(50) / WAD, 1e12);
        }
        _claimAll();
        vault.sync();
        IVaultTypes.Valuation memory value = vault.valuation();
        (uint256 lst, uint256 eth) = _legs();
        assertEq(lst, LST.balanceOf(address(strategy)));
        assertEq(eth, WETH.balanceOf(address(strategy)));
        uint256 held = LST.balanceOf(address(vault)) + lst + eth * WAD / value.parWad;
        assertEq(value.navPar, held, "value is what is held, to the wei");
    }

    function _step(uint256 seed) private {
        uint256 kind = seed % 8;
        uint256 size = (seed >> 8) % 700e18 + 1e18;
        if (kind < 3) _requestAsVault(size);
        else if (kind == 3) _rebase(-int256(seed % 120));
        else if (kind == 4) _rebase(int256(seed % 50));
        else if (kind == 5 && _waiting() != 0) _finalize();
        else if (kind == 6 && _waiting() != 0) _finalizeUpTo(_firstWaiting());
        else if (kind == 7) _claimSomeAsVault(seed >> 16);
    }

    function _requestAsVault(uint256 lst) private {
        if (lst > LST.balanceOf(address(strategy)) || holder.openCount() + 2 > holder.maxOpen()) return;
        uint256 before = _ethLeg();
        uint256 worth = STETH.getPooledEthByShares(lst);
        vm.prank(address(vault));
        strategy.manage(abi.encodeCall(ILidoQueue.request, (lst)));
        assertLe(_ethLeg(), before + worth, "no more than the LST were worth");
        assertGe(_ethLeg() + 6, before + worth, "and no less than rounding");
    }

    /// @dev A part of what is finalized, in reverse.
    function _claimSomeAsVault(uint256 seed) private {
        (uint256[] memory ids, uint256[] memory hints) = _finalized();
        if (ids.length == 0) return;
        uint256 count = seed % ids.length + 1;
        (uint256[] memory some, uint256[] memory theirs) = (new uint256[](count), new uint256[](count));
        for (uint256 i; i < count; ++i) {
            (some[i], theirs[i]) = (ids[count - 1 - i], hints[count - 1 - i]);
        }
        uint256 eth = _ethLeg();
        vm.prank(address(vault));
        strategy.manage(abi.encodeCall(ILidoQueue.claim, (some, theirs)));
        assertEq(_ethLeg(), eth, "a claim turns a request into its ether");
    }

    function _claimAllAsVault() private {
        (uint256[] memory ids, uint256[] memory hints) = _finalized();
        vm.prank(address(vault));
        strategy.manage(abi.encodeCall(ILidoQueue.claim, (ids, hints)));
    }

    function _assertBounded() private view {
        ILidoRequests.Request[] memory open = holder.openRequests();
        uint256 sum;
        for (uint256 i; i < open.length; ++i) {
            assertLe(open[i].eth, open[i].stEth, "more than was asked for");
            if (!open[i].finalized) {
                assertLe(open[i].eth, STETH.getPooledEthByShares(open[i].shares) + 1, "more than its shares");
            }
            sum += open[i].eth;
        }
        assertEq(holder.pendingEth(), sum);
        assertEq(_ethLeg(), sum + WETH.balanceOf(address(strategy)));
    }

    function _waiting() private view returns (uint256 count) {
        ILidoRequests.Request[] memory open = holder.openRequests();
        for (uint256 i; i < open.length; ++i) {
            if (!open[i].finalized) ++count;
        }
    }

    function _firstWaiting() private view returns (uint256) {
        ILidoRequests.Request[] memory open = holder.openRequests();
        uint256 i;
        while (open[i].finalized) ++i;
        return open[i].id;
    }

    /// @dev Par before a slash of `bps`.
    function _parBefore(uint256 bps) private view returns (uint256) {
        return _par() * BPS / (BPS - bps);
    }
}
