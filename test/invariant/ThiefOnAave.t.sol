// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {LeveredThief} from "test/invariant/levered/LeveredThief.sol";
import {LeveredVault} from "test/support/LeveredVault.sol";

/// @notice The thief with the keeper key against the whole vault, levered on the real Aave and traded against in the real Uniswap pool.
/// @dev What the others hold is measured at par; what time does to it (interest, measured across each wait) is the world's. The budgets are set small, so
/// that he runs into them often.
/// forge-config: default.isolate = false
/// forge-config: deep.isolate = false
contract ThiefOnAaveTest is LeveredVault {
    LeveredThief internal handler;

    function setUp() public override {
        super.setUp();
        vault.setLossBudgets(IVaultTypes.LossBudgetTerms(2, 1 days), IVaultTypes.LossBudgetTerms(20, 1 days));
        vault.acknowledgeLoss();
        handler = new LeveredThief(vault, loop, keeper, LEVERAGE);
        vm.allowCheatcodes(address(handler));
        targetContract(address(handler));
        bytes4[] memory selectors = new bytes4[](7);
        selectors[0] = LeveredThief.sandwich.selector;
        selectors[1] = LeveredThief.churn.selector;
        selectors[2] = LeveredThief.enter.selector;
        selectors[3] = LeveredThief.leave.selector;
        selectors[4] = LeveredThief.leaveByExit.selector;
        selectors[5] = LeveredThief.passTime.selector;
        selectors[6] = LeveredThief.movePool.selector;
        targetSelector(FuzzSelector({addr: address(handler), selectors: selectors}));
    }

    /// @dev The handler opens, in the first transaction of a run.
    function _open() internal pure override {}

    /// forge-config: default.invariant.runs = 500
    /// forge-config: default.invariant.depth = 100
    /// forge-config: default.invariant.include-push-bytes = false
    /// forge-config: deep.invariant.runs = 2000
    /// forge-config: deep.invariant.depth = 100
    /// forge-config: deep.invariant.include-push-bytes = false
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_TheThiefTakesNoMoreThanTheBudgets() public view {
        uint256 price = handler.parPriceRay();
        uint256 honest = handler.honestPriceRay();
        uint256 takenWad = price < honest ? (honest - price) * 1e18 / honest : 0;
        assertLe(takenWad, handler.allowedInAllWad() + 1e6, "T1: more than both budgets and their refill");
        assertGe(handler.deepestUpWad(), -1e6, "T2: more than riskUp and its refill, in some stretch of time");
        assertGe(handler.deepestDownWad(), -1e6, "T3: more than riskDown and its refill, in some stretch of time");
        assertEq(handler.underFloor(), 0, "T7: debt taken on ended under the health floor");
        assertEq(handler.overSlippage(), 0, "T8: a batch lost more than the strategy's slippage on what it traded");
        assertLe(handler.takenOtherwise(), 100, "T9: entering and leaving took from the others");
    }

    /// @dev Without it the invariant could hold because every one of his batches is refused.
    function test_TheThiefTakesWhatTheBudgetsAllow() public {
        for (uint256 i; i < 3; ++i) {
            for (uint256 j; j < 8; ++j) {
                handler.churn(2, 40, j % 2 == 0);
            }
            // Two thirds of both budgets refill meanwhile.
            for (uint256 j; j < 8; ++j) {
                handler.passTime(2 hours);
            }
        }
        assertGt(handler.calls("up"), 3);
        assertGt(handler.calls("down"), 3);
        uint256 takenWad = (handler.honestPriceRay() - handler.parPriceRay()) * 1e18 / handler.honestPriceRay();
        assertGt(takenWad, handler.allowedInAllWad() / 3);
        assertLe(takenWad, handler.allowedInAllWad());
    }
}
