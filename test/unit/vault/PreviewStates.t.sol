// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice Every state that a vault can be in, against every way in and out: the preview is what the call does, and limits hold to the wei.
contract PreviewStatesTest is VaultFixture {
    enum State {
        FirstDeposit,
        AllHaveLeft,
        GainPending,
        LossPending,
        NearlyAllLost,
        Discount,
        Premium,
        FeeDue,
        FeeDueInLoss,
        StaleSums,
        MarketSilent,
        ParSilent,
        OwnsEth,
        OneOwesMoreThanItOwns,
        Isolated,
        DustInAStrategy,
        LittleLiquidity
    }

    StrategyDouble private loop;
    StrategyDouble private sink;

    function _enter(State state) private {
        if (state == State.FirstDeposit) return;
        _deposit(alice, 100e18);
        _deposit(bob, 33e18 + 7);
        if (state == State.AllHaveLeft) {
            _redeemMax(alice);
            _redeemMax(bob);
            return;
        }
        (loop, sink) = (_addStrategy(), _addStrategy());
        _lever(loop, 30e18, 4);
        _deploy(sink, 40e18);
        skip(20 minutes);
        if (state == State.GainPending) {
            sink.gain(3e18 + 1);
        } else if (state == State.LossPending) {
            sink.lose(7e18 + 3);
        } else if (state == State.NearlyAllLost) {
            sink.lose(40e18 - 1);
            loop.lose(120e18);
        } else if (state == State.Discount) {
            oracle.setMarket(PAR * 983 / 1000);
        } else if (state == State.Premium) {
            oracle.setMarket(PAR * 1017 / 1000);
        } else if (state == State.FeeDue || state == State.FeeDueInLoss) {
            vm.prank(curator);
            vault.setFees(IVaultTypes.FeeTerms(makeAddr("treasury"), 2_000, 150));
            if (state == State.FeeDue) sink.gain(9e18);
            else sink.lose(9e18);
            skip(40 days);
        } else if (state == State.StaleSums) {
            sink.gain(1e18);
            skip(STALENESS);
        } else if (state == State.MarketSilent) {
            oracle.set(PAR, PAR * 95 / 100, false);
        } else if (state == State.ParSilent) {
            oracle.set(PAR * 99 / 100, PAR * 94 / 100, false);
            oracle.setParFresh(false);
        } else if (state == State.OwnsEth) {
            sink.setLegs(10e18, 30e18);
            vault.sync();
            oracle.setMarket(PAR * 98 / 100);
        } else if (state == State.OneOwesMoreThanItOwns) {
            loop.lose(45e18);
            vault.sync();
        } else if (state == State.Isolated) {
            _silenceAndIsolate(sink, 2_000);
        } else if (state == State.DustInAStrategy) {
            sink.setLegs(1, -1);
        } else {
            sink.setWithdrawableLimit(3);
            loop.setWithdrawableLimit(5);
            _deploy(sink, vault.idle() - 11);
        }
    }

    /* PREVIEWS */

    function test_EachPreviewIsWhatItsCallDoes() public {
        for (uint8 i; i <= uint8(type(State).max); ++i) {
            uint256 before = vm.snapshotState();
            _enter(State(i));
            _entriesDoAsPreviewed(vm.toString(i));
            _leavesDoAsPreviewed(vm.toString(i));
            vm.revertToState(before);
        }
    }

    function _entriesDoAsPreviewed(string memory state) private {
        uint256[3] memory amounts = [uint256(1e18), 3e9 + 1, 77e18 + 5];
        for (uint256 i; i < amounts.length; ++i) {
            if (amounts[i] > vault.maxDeposit(eve)) continue;
            uint256 before = vm.snapshotState();
            uint256 preview = vault.previewDeposit(amounts[i]);
            assertEq(_deposit(eve, amounts[i]), preview, state);
            vm.revertToState(before);

            preview = vault.previewMint(amounts[i]);
            _fund(eve, preview);
            vm.prank(eve);
            assertEq(vault.mint(amounts[i], eve), preview, state);
            assertEq(lst.balanceOf(eve), 0, state);
            vm.revertToState(before);
        }
    }

    function _leavesDoAsPreviewed(string memory state) private {
        uint256[3] memory divisors = [uint256(1), 3, 1_000];
        for (uint256 i; i < divisors.length; ++i) {
            uint256 before = vm.snapshotState();
            uint256 shares = vault.maxRedeem(alice) / divisors[i];
            uint256 preview = vault.previewRedeem(shares);
            if (preview == 0) continue;
            assertEq(_redeem(alice, shares), preview, state);
            vm.revertToState(before);

            uint256 assets = vault.maxWithdraw(alice) / divisors[i];
            preview = vault.previewWithdraw(assets);
            vm.prank(alice);
            assertEq(vault.withdraw(assets, alice, alice), preview, state);
            vm.revertToState(before);
        }
    }

    /* LIMITS */

    function test_EachLimitHoldsToTheWei() public {
        for (uint8 i; i <= uint8(type(State).max); ++i) {
            uint256 before = vm.snapshotState();
            _enter(State(i));
            _entryLimitsHold(vm.toString(i));
            _leaveLimitsHold(vm.toString(i));
            vm.revertToState(before);
        }
    }

    function _entryLimitsHold(string memory state) private {
        uint256 before = vm.snapshotState();
        _fund(eve, type(uint112).max);
        (uint256 most, uint256 mostShares) = (vault.maxDeposit(eve), vault.maxMint(eve));
        vm.startPrank(eve);
        _refuses(abi.encodeWithSignature("deposit(uint256,address)", most + 1, eve), state);
        _refuses(abi.encodeWithSignature("mint(uint256,address)", mostShares + 1, eve), state);
        if (most != 0) {
            vault.deposit(most, eve);
            vm.revertToState(before);
            vm.stopPrank();
            _fund(eve, type(uint112).max);
            vm.startPrank(eve);
            vault.mint(mostShares, eve);
        }
        vm.stopPrank();
        vm.revertToState(before);
    }

    function _leaveLimitsHold(string memory state) private {
        uint256 before = vm.snapshotState();
        (uint256 most, uint256 mostShares) = (vault.maxWithdraw(alice), vault.maxRedeem(alice));
        vm.startPrank(alice);
        _refuses(abi.encodeWithSignature("withdraw(uint256,address,address)", most + 1, alice, alice), state);
        _refuses(abi.encodeWithSignature("redeem(uint256,address,address)", mostShares + 1, alice, alice), state);
        if (most != 0) vault.withdraw(most, alice, alice);
        vm.revertToState(before);
        if (mostShares != 0) vault.redeem(mostShares, alice, alice);
        vm.stopPrank();
        vm.revertToState(before);
    }

    function _refuses(bytes memory call, string memory state) private {
        (bool ok,) = address(vault).call(call);
        assertFalse(ok, state);
    }

    /* THE STATES ARE WHAT THEY SAY */

    function test_TheStatesDiffer() public {
        _enter(State.FeeDue);
        uint256 supplyBefore = vault.totalSupply();
        vault.sync();
        assertGt(vault.totalSupply(), supplyBefore, "a fee was due");
        assertLt(vault.totalAssets(), vault.valuation().navPar, "and a gain pending");
    }

    function test_AfterADiscountEntrantsAndLeaversMeetDifferentPrices() public {
        _enter(State.OwnsEth);
        assertGt(vault.previewMint(1e18), vault.previewRedeem(1e18));
    }
}
