// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRescuable} from "contracts/interfaces/IRescuable.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

/// @notice Anybody deleverages a loop that is near its liquidation, to the floor and no further, within the oracle's bound, for a capped bounty.
contract RescueTest is AaveLoopTest {
    address internal rescuer = makeAddr("rescuer");

    function setUp() public override {
        super.setUp();
        _depositAndDeploy(100e18, _up(_debtFor(100e18, 500), 0));
    }

    /// @dev The lender's oracle falls until health factor is at `healthWad`.
    function _bringHealthTo(uint256 healthWad) private {
        uint256 bps = healthWad * BPS / loop.healthFactorWad();
        _setLenderPrice(address(LST), bps);
    }

    function _rescue() private returns (uint256 bounty) {
        vm.prank(stranger);
        return vault.rescue(address(loop), rescuer);
    }

    function test_UnderTheTriggerAnybodyRescues() public {
        _bringHealthTo(loop.rescueTriggerWad() - 0.001e18);
        uint256 health = loop.healthFactorWad();
        uint256 bounty = _rescue();
        assertGt(loop.healthFactorWad(), health);
        assertGe(loop.healthFactorWad(), loop.healthFloorWad());
        assertLe(loop.healthFactorWad(), loop.healthFloorWad() * 101 / 100, "no further than it must");
        assertEq(LST.balanceOf(rescuer), bounty);
        assertGt(bounty, 0);
        _assertNothingLeft();
    }

    function test_TheBountyIsTenBpsOfTheSaleAndNeverMoreThanOne() public {
        (uint256 collateral,) = loop.position();
        _bringHealthTo(1.005e18);
        uint256 bounty = _rescue();
        (uint256 left,) = loop.position();
        uint256 sold = collateral - left - bounty;
        assertApproxEqAbs(bounty, sold / 1_000, 5);

        vm.prank(address(vault));
        vm.expectPartialRevert(IRescuable.RescueNotNeeded.selector);
        loop.rescue(rescuer, 10, 1e18);
    }

    /// @dev The sale is the same with and without the ceiling; only what the rescuer is paid differs.
    function test_TheBountyStopsAtItsCeiling() public {
        _bringHealthTo(loop.rescueTriggerWad() - 0.001e18);
        uint256 before = vm.snapshotState();
        vm.prank(address(vault));
        (uint256 sold, uint256 uncapped) = loop.rescue(rescuer, 10, type(uint256).max);
        assertEq(uncapped, sold * 10 / BPS);
        vm.revertToState(before);

        _bringHealthTo(loop.rescueTriggerWad() - 0.001e18);
        vm.prank(address(vault));
        (uint256 soldAgain, uint256 bounty) = loop.rescue(rescuer, 10, uncapped - 1);
        assertEq(soldAgain, sold);
        assertEq(bounty, uncapped - 1);
        assertEq(LST.balanceOf(rescuer), uncapped - 1);
        assertGe(loop.healthFactorWad(), loop.healthFloorWad());
    }

    function test_RevertWhen_TheLoopIsSound() public {
        vm.expectRevert(
            abi.encodeWithSelector(IVaultTypes.RescueNotDue.selector, address(loop), uint256(0), uint256(1 days))
        );
        _rescue();
    }

    function test_UnderTheFloorTheKeeperHasHisTurnFirst() public {
        _bringHealthTo(loop.healthFloorWad() - 0.002e18);
        assertEq(uint256(loop.rescueState()), uint256(IRescuable.RescueState.UnderFloor));
        vm.expectPartialRevert(IVaultTypes.RescueNotDue.selector);
        _rescue();
        // The TWAP and the feed would be stale by then; the oracle's fallback bounds the sale.
        skip(1 days + 1);
        _bringHealthTo(loop.healthFloorWad() - 0.002e18);
        _rescue();
        assertGe(loop.healthFactorWad(), loop.healthFloorWad());
    }

    function test_RevertWhen_ItIsRescuedTwice() public {
        _bringHealthTo(loop.rescueTriggerWad() - 0.001e18);
        _rescue();
        vm.expectPartialRevert(IVaultTypes.RescueNotDue.selector);
        _rescue();
    }

    /// @dev ATTACKS row 5: the rescuer pushes the pool under the oracle's bound first. Nothing is sold there.
    function test_RevertWhen_TheRescueIsSandwiched() public {
        _bringHealthTo(loop.rescueTriggerWad() - 0.001e18);
        _tradePoolTo(9_900);
        // Uniswap's: the price is past the limit already.
        vm.expectRevert(bytes("SPL"));
        _rescue();
    }

    function test_WhatThePoolTakesWithinTheBoundIsSold() public {
        _bringHealthTo(1.004e18);
        (uint256 collateral, uint256 debt) = loop.position();
        _rescue();
        (uint256 collateralAfter, uint256 debtAfter) = loop.position();
        uint256 paid = collateral - collateralAfter;
        uint256 repaid = debt - debtAfter;
        // No worse than 30 bps under the market, bounty of 10 bps apart.
        assertLe(paid * _par() / WAD, repaid * 10_050 / 10_000);
    }

    function test_FrozenMarketsAndLentOutWethDoNotStopIt() public {
        _drainWeth(0);
        _freeze(address(WETH), true);
        _freeze(address(LST), true);
        _bringHealthTo(loop.rescueTriggerWad() - 0.001e18);
        _rescue();
        assertGe(loop.healthFactorWad(), loop.healthFloorWad());
    }

    /// @dev Under one, too: the flash swap repays before it withdraws.
    function test_ALoopThatCouldBeLiquidatedIsRescued() public {
        _bringHealthTo(0.99e18);
        _rescue();
        assertGe(loop.healthFactorWad(), loop.healthFloorWad());
    }

    function test_RevertWhen_AnyoneButTheVaultAsksTheLoop() public {
        vm.expectRevert(abi.encodeWithSelector(IStrategy.OnlyVault.selector, stranger, address(vault)));
        vm.prank(stranger);
        loop.rescue(stranger, 10, 1e18);
    }

    function test_RevertWhen_NobodyIsPaid() public {
        _bringHealthTo(loop.rescueTriggerWad() - 0.001e18);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.AddressZero.selector, "receiver"));
        vault.rescue(address(loop), address(0));
    }

    /// @dev What a rescue costs is charged to what may be lost by raising risk, and stops no batch that lowers it.
    function test_ItsCostIsFoundAtTheNextSync() public {
        (, int256 before,,) = vault.lossBudgets();
        _bringHealthTo(1.005e18);
        _rescue();
        vault.sync();
        (, int256 afterwards,,) = vault.lossBudgets();
        assertLt(afterwards, before);
    }

    function test_TheRiskIdsNameIssuerLenderOracleAndPool() public view {
        bytes32[] memory ids = loop.riskIds();
        assertEq(ids.length, 4);
        for (uint256 i; i < 4; ++i) {
            for (uint256 j; j < i; ++j) {
                assertTrue(ids[i] != ids[j]);
            }
        }
        assertEq(ids[1], keccak256(abi.encode("lender", address(AAVE))));
    }
}
