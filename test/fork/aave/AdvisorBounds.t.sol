// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AaveV3LoopAdvisor} from "strategies/aave/AaveV3LoopAdvisor.sol";
import {AaveV3LoopMath} from "strategies/aave/AaveV3LoopMath.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {ReserveChecks} from "strategies/aave/ReserveChecks.sol";
import {IAaveScaledToken} from "strategies/aave/interfaces/IAaveScaledToken.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

/// @notice The advisor names a limit only where the limit is passed: up to the last wei that Aave takes it finds no reason.
contract AdvisorBoundsTest is AaveLoopTest {
    AaveV3LoopAdvisor private advisor;
    ReserveChecks.Market private market;

    function setUp() public override {
        super.setUp();
        _deploy(100e18, _up(_debtFor(100e18, 200), 0));
        advisor = new AaveV3LoopAdvisor();
        market = ReserveChecks.Market(
            AAVE,
            address(LST),
            address(WETH),
            AAVE.getReserveData(address(LST)).id,
            AAVE.getReserveData(address(WETH)).id,
            CATEGORY
        );
    }

    function test_ASupplyMayFillItsCap() public {
        uint256 counted = ReserveChecks.countedSupply(AAVE, address(LST));
        uint256 cap = (counted / WAD + 2) * WAD;
        _setSupplyCap(address(LST), cap / WAD);
        _explain(AaveV3LoopAdvisor.Refusal.Supply, cap - counted);
        vm.expectRevert(abi.encodeWithSelector(IAaveV3Loop.SupplyCapReached.selector, cap + 1, cap));
        _explain(AaveV3LoopAdvisor.Refusal.Supply, cap - counted + 1);
    }

    function test_WithoutACapNoSupplyIsTooMuch() public {
        _setSupplyCap(address(LST), 0);
        _explain(AaveV3LoopAdvisor.Refusal.Supply, 1e30);
    }

    function test_ALoanMayFillItsCap() public {
        (uint256 eth, uint256 cap) = _loanThatFillsACap();
        _setBorrowCap(address(WETH), cap / WAD);
        _explain(AaveV3LoopAdvisor.Refusal.Borrow, eth);
        vm.expectPartialRevert(IAaveV3Loop.BorrowCapReached.selector);
        _explain(AaveV3LoopAdvisor.Refusal.Borrow, eth + 2);
    }

    function test_ALoanMayTakeAllThatIsThere() public {
        _setBorrowCap(address(WETH), 0);
        uint256 available = AAVE.getVirtualUnderlyingBalance(address(WETH));
        _explain(AaveV3LoopAdvisor.Refusal.Borrow, available);
        vm.expectRevert(
            abi.encodeWithSelector(IAaveV3Loop.LiquidityInsufficient.selector, address(WETH), available + 1, available)
        );
        _explain(AaveV3LoopAdvisor.Refusal.Borrow, available + 1);
    }

    function test_AWithdrawalMayTakeAllThatIsThere() public {
        uint256 available = AAVE.getVirtualUnderlyingBalance(address(LST));
        _explain(AaveV3LoopAdvisor.Refusal.Withdraw, available);
        vm.expectRevert(
            abi.encodeWithSelector(IAaveV3Loop.LiquidityInsufficient.selector, address(LST), available + 1, available)
        );
        _explain(AaveV3LoopAdvisor.Refusal.Withdraw, available + 1);
    }

    /// @dev Aave rounds debt up twice, so that not every sum can be met to the wei; some cap near by can.
    function _loanThatFillsACap() private view returns (uint256 eth, uint256 cap) {
        uint256 scaled = IAaveScaledToken(debtToken).scaledTotalSupply();
        uint256 index = AAVE.getReserveNormalizedVariableDebt(address(WETH));
        uint256 owed = AaveV3LoopMath.debtAfterBorrow(scaled, 0, index);
        for (cap = (owed / WAD + 2) * WAD; cap < owed + 100 * WAD; cap += WAD) {
            eth = cap - owed - 2;
            while (AaveV3LoopMath.debtAfterBorrow(scaled, eth, index) < cap) ++eth;
            if (AaveV3LoopMath.debtAfterBorrow(scaled, eth, index) == cap) return (eth, cap);
        }
        revert("no cap can be met to the wei");
    }

    function _explain(AaveV3LoopAdvisor.Refusal refusal, uint256 amount) private view {
        advisor.explain(refusal, market, address(loop), amount);
    }
}
