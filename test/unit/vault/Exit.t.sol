// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice `exit` unwinds the leaver's slice of everything now, at his cost and at nobody else's.
contract ExitTest is VaultFixture {
    StrategyDouble private loop;
    StrategyDouble private sink;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 60e18);
        _deposit(bob, 40e18 - SEED);
        (loop, sink) = (_addStrategy(), _addStrategy());
        _lever(loop, 50e18, 4);
        _deploy(sink, 30e18);
        loop.setWithdrawableLimit(0);
        sink.setWithdrawableLimit(0);
    }

    function _exit(address user, uint256 shares) private returns (uint256) {
        vm.prank(user);
        return vault.exit(shares, 0, user);
    }

    /* PRO RATA */

    function test_EachLegIsUnwoundProRata() public {
        assertEq(vault.maxRedeem(bob), 20e18, "by redemption there is idle alone");
        vm.expectEmit(true, false, false, false, address(vault));
        emit IVaultTypes.Unwound(address(loop), 0, 0);
        vm.expectEmit(true, false, false, false, address(vault));
        emit IVaultTypes.Unwound(address(sink), 0, 0);
        vm.expectEmit(true, true, true, false, address(vault));
        emit IERC4626.Withdraw(bob, eve, bob, 0, 25e18);
        vm.prank(bob);
        uint256 assets = vault.exit(25e18, 0, eve);
        assertApproxEqAbs(assets, 25e18, 1e7);
        assertLe(assets, 25e18);
        assertEq(lst.balanceOf(eve), assets);
        assertApproxEqAbs(loop.lst(), 150e18, 1e9);
        assertApproxEqAbs(loop.eth(), -135e18, 1e9);
        assertApproxEqAbs(sink.lst(), 22.5e18, 1e9);
        assertApproxEqAbs(vault.idle(), 15e18, 1e9);
        assertEq(vault.balanceOf(bob), 15e18 - SEED);
        assertEq(vault.totalSupply(), 75e18);
    }

    function test_WhoLeavesPaysWhatItCosts() public {
        loop.setUnwindCost(200);
        uint256 price = _price();
        uint256 assets = _exit(bob, 20e18);
        // A fifth of the debt of 150 LST, at two percent.
        assertApproxEqAbs(assets, 20e18 - 0.6e18, 1e7);
        assertGe(_price(), price);
        assertApproxEqAbs(_price(), price, 1e15, "the others gain no more than rounding");
    }

    function test_WhatUnwindingCostsTheRestIsHisToo() public {
        sink.setCallBack(address(sink), abi.encodeCall(StrategyDouble.lose, (1e18)));
        uint256 price = _parPrice();
        assertApproxEqAbs(_exit(bob, 20e18), 19e18, 1e7);
        assertGe(_parPrice(), price);
    }

    function test_AllButTheSeedMayLeave() public {
        loop.setUnwindCost(100);
        _exit(alice, 60e18);
        uint256 assets = _exit(bob, vault.balanceOf(bob));
        assertGt(assets, 38e18);
        assertEq(vault.totalSupply(), SEED);
        assertGe(vault.valuation().navPar, SEED);
    }

    /// @dev Any legs, any cost, any discount, any slice: those who stay own no less at par, nor do they recognise less.
    function testFuzz_TheStayersPriceNeverFalls(
        uint256 shares,
        uint256 leverage,
        uint256 costBps,
        uint256 discountBps,
        uint256 gained,
        uint256 lost
    ) public {
        _lever(sink, 10e18, bound(leverage, 1, 8));
        loop.setUnwindCost(bound(costBps, 0, 1_500));
        sink.gain(bound(gained, 0, 30e18));
        StrategyDouble lender = _addStrategy();
        lender.setLegs(20e18, 12e18);
        loop.lose(bound(lost, 0, 60e18));
        vault.sync();
        skip(20 days);
        oracle.setMarket(PAR * (10_000 - bound(discountBps, 0, 1_000)) / 10_000);
        vault.sync();
        (uint256 priceBefore, uint256 recognisedBefore) = (_parPrice(), _price());
        uint256 most = vault.previewRedeem(shares = bound(shares, 1e9, 60e18));
        vm.prank(alice);
        try vault.exit(shares, 0, alice) returns (uint256 assets) {
            assertLe(assets, most, "no more than a redemption");
        } catch (bytes memory reason) {
            assertEq(bytes4(reason), IVaultTypes.AmountTooSmall.selector);
        }
        assertGe(_parPrice(), priceBefore);
        assertGe(_price(), recognisedBefore);
    }

    function _parPrice() private view returns (uint256) {
        return (vault.valuation().navPar + VIRTUAL) * 1e27 / (vault.totalSupply() + VIRTUAL);
    }

    /* BOUNDS */

    function test_PaysNoMoreThanTheBid() public {
        oracle.setMarket(PAR * 96 / 100);
        uint256 atBid = vault.previewRedeem(20e18);
        assertLt(atBid, 19e18);
        assertEq(_exit(bob, 20e18), atBid, "though unwinding at par raised more");
    }

    function test_AGainThatIsNotRecognisedIsNotHarvested() public {
        sink.gain(50e18);
        vault.sync();
        uint256 assets = _exit(bob, 20e18);
        assertLe(assets, 20e18);
        assertGe(vault.valuation().navPar, 130e18 - 1e7, "it stays with the others");
    }

    function test_ALossThatNobodyReportedIsBorneByTheLeaverToo() public {
        sink.lose(20e18);
        uint256 assets = _exit(bob, 20e18);
        assertApproxEqAbs(assets, 16e18, 1e7);
    }

    function test_RevertWhen_LessThanTheMinimumIsRaised() public {
        loop.setUnwindCost(200);
        uint256 before = vm.snapshotState();
        uint256 assets = _exit(bob, 20e18);
        vm.revertToState(before);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.ReceivedUnderMinimum.selector, assets, assets + 1));
        vm.prank(bob);
        vault.exit(20e18, assets + 1, bob);
        vm.prank(bob);
        assertEq(vault.exit(20e18, assets, bob), assets);
    }

    function test_RevertWhen_MoreSharesThanOwned() public {
        uint256 owned = vault.balanceOf(bob);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, bob, owned, owned + 1));
        vm.prank(bob);
        vault.exit(owned + 1, 0, bob);
    }

    function test_RevertWhen_NothingWouldBePaid() public {
        vm.expectRevert(IVaultTypes.AmountTooSmall.selector);
        vm.prank(bob);
        vault.exit(0, 0, bob);
        vm.expectRevert(IVaultTypes.AmountTooSmall.selector);
        vm.prank(bob);
        vault.exit(1, 0, bob);
    }

    /* WHAT DOES NOT WORK */

    function test_AStuckStrategyIsLeftOutAndItsSliceStays() public {
        sink.setMode(StrategyDouble.Mode.RevertOnUnwind);
        uint256 price = _price();
        vm.expectEmit(true, false, false, false, address(vault));
        emit IVaultTypes.UnwindFailed(address(sink), 0, "");
        uint256 assets = _exit(bob, 20e18);
        // A fifth of idle (20) and of the loop's equity (50), nothing of the sink.
        assertApproxEqAbs(assets, 14e18, 1e7);
        assertEq(sink.lst(), 30e18);
        assertGt(_parPrice(), price);
    }

    function test_AStrategyThatBurnsItsGasIsLeftOutToo() public {
        sink.setMode(StrategyDouble.Mode.BurnGasOnUnwind);
        vm.prank(bob);
        uint256 assets = vault.exit{gas: 16_000_000}(20e18, 0, bob);
        assertApproxEqAbs(assets, 14e18, 1e7);
    }

    /// @dev What could be unwound would pass for stuck, its slice would stay with the others, and a wallet's estimate would settle at just that gas.
    function test_RevertWhen_AStrategyFailsForWantOfGas() public {
        sink.setMode(StrategyDouble.Mode.UnwindWithMuchGas);
        bytes memory call = abi.encodeCall(vault.exit, (20e18, 0, bob));
        vm.prank(bob);
        (bool ok, bytes memory answer) = address(vault).call{gas: 1_000_000}(call);
        assertFalse(ok);
        assertEq(bytes4(answer), IVaultTypes.GasInsufficient.selector);
        vm.prank(bob);
        (ok, answer) = address(vault).call{gas: 1_500_000}(call);
        assertTrue(ok);
        assertApproxEqAbs(abi.decode(answer, (uint256)), 20e18, 1e7, "the whole slice");
    }

    function test_AnIsolatedStrategyIsNotCalled() public {
        _silenceAndIsolate(sink, 0);
        vm.expectCall(address(sink), abi.encodeWithSignature("unwind(uint256)"), 0);
        assertApproxEqAbs(_exit(bob, 20e18), 14e18, 1e7);
    }

    function test_AtAFallbackParHeLeavesAtTheWorsePriceAndNothingIsStored() public {
        oracle.set(PAR * 9 / 10, PAR * 85 / 100, false);
        oracle.setParFresh(false);
        uint256 atBid = vault.previewRedeem(20e18);
        (uint256 accruedBefore,) = vault.accrual();
        uint256 assets = _exit(bob, 20e18);
        assertLe(assets, atBid);
        (uint256 accrued,) = vault.accrual();
        assertEq(accrued, accruedBefore - assets);
        oracle.setParFresh(true);
        oracle.set(PAR, PAR, true);
        assertGe(_price(), 1e27);
    }

    function test_RevertWhen_TheStrategyCallsBack() public {
        bytes[4] memory calls = [
            abi.encodeWithSignature("exit(uint256,uint256,address)", 1e18, 0, eve),
            abi.encodeWithSignature("redeem(uint256,address,address)", 1e18, eve, eve),
            abi.encodeWithSignature("deposit(uint256,address)", 1e18, eve),
            abi.encodeWithSignature("sync()")
        ];
        for (uint256 i; i < calls.length; ++i) {
            sink.setCallBack(address(vault), calls[i]);
            _exit(bob, 1e18);
            assertFalse(sink.callBackSucceeded());
            assertEq(bytes4(sink.callBackAnswer()), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        }
    }

    function test_AnExitIsNoLossOfTheKeepers() public {
        loop.setUnwindCost(1_000);
        _exit(bob, 30e18);
        vault.sync();
        (, int256 riskUp,, int256 riskDown) = vault.lossBudgets();
        assertEq(riskUp, 0.005e18);
        assertEq(riskDown, 0.03e18);
    }
}
