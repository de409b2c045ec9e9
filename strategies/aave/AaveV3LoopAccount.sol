// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IRescuable} from "contracts/interfaces/IRescuable.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {AaveV3LoopAdvisor} from "strategies/aave/AaveV3LoopAdvisor.sol";
import {AaveV3LoopConfig} from "strategies/aave/AaveV3LoopConfig.sol";
import {AaveV3LoopMath} from "strategies/aave/AaveV3LoopMath.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {ReserveChecks} from "strategies/aave/ReserveChecks.sol";
import {ReserveConfig} from "strategies/aave/ReserveConfig.sol";
import {IAaveOracle} from "strategies/aave/interfaces/IAaveOracle.sol";

/// @title AaveV3LoopAccount
/// @notice The loop's account at Aave: what it holds and owes, how healthy it is, what goes in and what may come out.
abstract contract AaveV3LoopAccount is AaveV3LoopConfig {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;
    using ReserveConfig for uint256;

    uint256 internal constant VARIABLE_RATE = 2;
    /// @dev Bounds the gas of an operation; `shedForeignCollateral` takes off the rest in pieces.
    uint256 private constant SHED_PER_OPERATION = 4;
    uint256 private constant WITHDRAW_MARGIN_BPS = 500;

    /* VIEWS */

    /// @inheritdoc IStrategy
    function exposure(uint256) external view returns (int256 lst, int256 eth) {
        lst = _collateral().toInt256();
        eth = REQUESTS.pendingEth().toInt256() - _debt().toInt256();
    }

    /// @inheritdoc IStrategy
    function withdrawable() public view returns (uint256) {
        uint256 config = POOL.getConfiguration(address(LST));
        if (!config.active() || config.paused()) return 0;
        uint256 liquidity = POOL.getVirtualUnderlyingBalance(address(LST));
        uint256 debt = _debt();
        if (debt == 0) return Math.min(liquidity, _collateral());
        if (ADVISOR.isBlocked(_market(), address(this))) return 0;
        IAaveOracle oracle = IAaveOracle(PROVIDER.getPriceOracle());
        return Math.min(
            liquidity,
            AaveV3LoopMath.withdrawableAbove(
                withdrawFloorWad(),
                A_TOKEN.scaledBalanceOf(address(this)),
                POOL.getReserveNormalizedIncome(address(LST)),
                _priceOrZero(oracle, address(LST)),
                debt,
                _priceOrZero(oracle, address(WETH)),
                ReserveChecks.liquidationThresholdBps(_market())
            )
        );
    }

    /// @inheritdoc IAaveV3Loop
    function healthFactorWad() public view returns (uint256) {
        return _healthFactor(_collateral(), _debt());
    }

    /// @inheritdoc IAaveV3Loop
    function position() external view returns (uint256 collateral, uint256 debt) {
        return (_collateral(), _debt());
    }

    /// @inheritdoc IAaveV3Loop
    function withdrawFloorWad() public view returns (uint256) {
        return HEALTH_FLOOR_WAD * (BPS + WITHDRAW_MARGIN_BPS) / BPS;
    }

    /// @inheritdoc IRescuable
    function rescueState() public view returns (RescueState) {
        uint256 health = healthFactorWad();
        if (health >= HEALTH_FLOOR_WAD) return RescueState.Sound;
        return health < rescueTriggerWad() ? RescueState.UnderTrigger : RescueState.UnderFloor;
    }

    /* ANYONE */

    /// @inheritdoc IAaveV3Loop
    function shedForeignCollateral(uint256 most) external {
        _shed(false, most);
    }

    /* INTERNAL */

    /// @dev Supplies the whole balance, so that LST which a stranger sent does not lie here.
    function _supply() internal {
        uint256 balance = LST.balanceOf(address(this));
        LST.forceApprove(address(POOL), balance);
        try POOL.supply(address(LST), balance, address(this), 0) {}
        catch (bytes memory reason) {
            _explain(AaveV3LoopAdvisor.Refusal.Supply, balance, reason);
        }
    }

    /// @dev Turns WETH that is here into collateral, at the better of pool and issuer. The pool is paid in the callback of a lever-up.
    function _acquireAndSupply(uint256 eth, uint256 minLst, uint256 parWad, uint256 worstWad)
        internal
        returns (uint256 fromPool, uint256 fromIssuer)
    {
        (fromPool, fromIssuer) = _acquire(eth, parWad, worstWad);
        require(fromPool + fromIssuer >= minLst, ReceivedTooLittle(fromPool + fromIssuer, minLst));
        _supply();
        _useLstAsCollateral();
    }

    function _withdraw(uint256 assets) internal {
        uint256 available = withdrawable();
        if (assets > available) {
            ADVISOR.explain(AaveV3LoopAdvisor.Refusal.Withdraw, _market(), address(this), assets);
            revert WithdrawExceedsAvailable(assets, available);
        }
        _takeOut(assets, VAULT);
    }

    /// @dev Collateral of strangers is switched off only where it keeps ours from leaving: switching each off at every operation would let
    /// strangers decide what an operation costs.
    function _takeOut(uint256 lst, address receiver) internal {
        try POOL.withdraw(address(LST), lst, receiver) {
            return;
        } catch {
            _shed(true, SHED_PER_OPERATION);
        }
        try POOL.withdraw(address(LST), lst, receiver) {}
        catch (bytes memory reason) {
            _explain(AaveV3LoopAdvisor.Refusal.Withdraw, lst, reason);
        }
    }

    /// @dev What Aave does not let go (a paused reserve) stays, without a revert.
    function _shed(bool onlyBlocking, uint256 most) private {
        address[] memory assets = ADVISOR.foreignCollateral(_market(), address(this), onlyBlocking, most);
        for (uint256 i; i < assets.length; ++i) {
            try POOL.setUserUseReserveAsCollateral(assets[i], false) {} catch {}
        }
    }

    /// @dev The debt is opened after this; it is foreseen to the wei, so that the floor is checked before Aave's own limits are.
    function _requireHealthAfterBorrow(uint256 eth) internal view returns (uint256 health) {
        ReserveChecks.requireEMode(_market(), address(this));
        uint256 debt = AaveV3LoopMath.debtAfterBorrow(
            DEBT_TOKEN.scaledBalanceOf(address(this)), eth, POOL.getReserveNormalizedVariableDebt(address(WETH))
        );
        health = _healthFactor(_collateral(), debt);
        require(health >= HEALTH_FLOOR_WAD, HealthBelowFloor(health, HEALTH_FLOOR_WAD));
    }

    function _healthFactor(uint256 collateral, uint256 debt) internal view returns (uint256) {
        if (debt == 0) return type(uint256).max;
        IAaveOracle oracle = IAaveOracle(PROVIDER.getPriceOracle());
        return AaveV3LoopMath.healthFactorWad(
            collateral,
            oracle.getAssetPrice(address(LST)),
            debt,
            oracle.getAssetPrice(address(WETH)),
            ReserveChecks.liquidationThresholdBps(_market())
        );
    }

    function _collateral() internal view returns (uint256) {
        return A_TOKEN.balanceOf(address(this));
    }

    function _debt() internal view returns (uint256) {
        return DEBT_TOKEN.balanceOf(address(this));
    }

    function _explain(AaveV3LoopAdvisor.Refusal refusal, uint256 amount, bytes memory reason) internal view {
        ADVISOR.explain(refusal, _market(), address(this), amount);
        LowLevelCall.bubbleRevert(reason);
    }

    function _priceOrZero(IAaveOracle oracle, address token) private view returns (uint256) {
        try oracle.getAssetPrice(token) returns (uint256 price) {
            return price;
        } catch {
            return 0;
        }
    }

    /// @dev Aave switches on only what is supplied to an empty balance; a stranger's transfer of one wei makes it not empty.
    function _useLstAsCollateral() internal {
        uint256 userConfig = POOL.getUserConfiguration(address(this));
        if (!userConfig.usesAsCollateral(LST_ID)) POOL.setUserUseReserveAsCollateral(address(LST), true);
    }

    function _repay(uint256 eth) internal {
        IERC20(WETH).forceApprove(address(POOL), eth);
        try POOL.repay(address(WETH), eth, VARIABLE_RATE, address(this)) {}
        catch (bytes memory reason) {
            _explain(AaveV3LoopAdvisor.Refusal.Repay, eth, reason);
        }
    }
}
