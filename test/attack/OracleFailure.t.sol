// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {LeveredAttack} from "test/attack/LeveredAttack.sol";
import {Mainnet} from "test/support/Mainnet.sol";

/// @notice A Chainlink feed that reverts, lies about its time, or answers nonsense: what raises risk stops, everybody may leave, and no view reverts.
contract OracleFailureTest is LeveredAttack {
    string[7] private states =
        ["reverts", "zero", "negative", "stale", "from the future", "never answered", "answers too little"];

    function _strike(uint256 state) private {
        bytes memory call = abi.encodeWithSignature("latestRoundData()");
        address feed = Mainnet.STETH_ETH_FEED;
        uint256 time = block.timestamp;
        if (state == 0) vm.mockCallRevert(feed, call, "silent");
        if (state == 1) vm.mockCall(feed, call, abi.encode(1, int256(0), time, time, 1));
        if (state == 2) vm.mockCall(feed, call, abi.encode(1, int256(-1e18), time, time, 1));
        if (state == 3) vm.mockCall(feed, call, abi.encode(1, int256(1e18), time - 2 days, time - 2 days, 1));
        if (state == 4) vm.mockCall(feed, call, abi.encode(1, int256(1e18), time + 1 hours, time + 1 hours, 1));
        if (state == 5) vm.mockCall(feed, call, abi.encode(0, int256(0), 0, 0, 0));
        if (state == 6) vm.mockCall(feed, call, abi.encode(uint8(1)));
    }

    function test_WhatRaisesRiskIsRefused() public {
        for (uint256 i; i < states.length; ++i) {
            uint256 before = vm.snapshotState();
            _strike(i);
            IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](1);
            actions[0] = IVaultTypes.Action(IVaultTypes.ActionKind.Manage, address(loop), 0, _up(1e18, 0));
            IVaultTypes.BatchTerms memory terms =
                IVaultTypes.BatchTerms(vault.rebalanceNonce(), uint64(block.timestamp), bytes32(0));
            vm.expectRevert(IStrategy.OracleNotFresh.selector);
            vm.prank(keeper);
            vault.rebalance(actions, terms);
            vm.clearMockedCalls();
            vm.revertToState(before);
        }
    }

    function test_NoViewRevertsAndEverybodyMayLeave() public {
        for (uint256 i; i < states.length; ++i) {
            uint256 before = vm.snapshotState();
            uint256 bid = _bid(alice);
            _strike(i);
            assertLe(_bid(alice), bid, states[i]);
            assertGt(_bid(alice), bid * 7 / 10, "the fallback's discount times the leverage");
            vault.previewDeposit(1e18);
            vault.previewMint(1e18);
            vault.previewWithdraw(1e18);
            vault.totalAssets();
            vault.maxDeposit(alice);
            uint256 most = vault.maxWithdraw(alice);
            assertGe(most, IDLE, states[i]);
            vm.prank(alice);
            vault.withdraw(most, alice, alice);
            uint256 shares = vault.balanceOf(alice) / 2;
            vm.prank(alice);
            assertGt(vault.exit(shares, 0, alice), 0, states[i]);
            vm.clearMockedCalls();
            vm.revertToState(before);
        }
    }

    /// @dev While it lasts nobody buys at a price that the silent feed would have shown to be too low.
    function test_NobodyProfitsOfTheFailure() public {
        for (uint256 i; i < states.length; ++i) {
            for (uint256 j; j < 3; ++j) {
                uint256 before = vm.snapshotState();
                uint256 alices = _owned(alice);
                if (j == 0) _enter(eve, 500e18);
                _strike(i);
                if (j != 0) _enter(eve, 500e18);
                if (j == 1) vm.clearMockedCalls();
                _leave(eve, i % 2 == 0);
                vm.clearMockedCalls();
                assertLe(_worth(eve), 500e18, states[i]);
                assertGe(_owned(alice) + ROUNDING, alices, states[i]);
                vm.revertToState(before);
            }
        }
    }

    function test_RiskIsLoweredAllTheSame() public {
        for (uint256 i; i < states.length; ++i) {
            uint256 before = vm.snapshotState();
            _strike(i);
            (, uint256 debt) = loop.position();
            _batch(IVaultTypes.ActionKind.Manage, 0, _down(debt / 10, NO_BOUND));
            (, uint256 left) = loop.position();
            assertLt(left, debt, states[i]);
            vm.clearMockedCalls();
            vm.revertToState(before);
        }
    }
}
