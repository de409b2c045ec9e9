// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {RiskIds} from "contracts/libraries/RiskIds.sol";
import {StrategyBase} from "strategies/StrategyBase.sol";
import {AaveV3LoopAdvisor} from "strategies/aave/AaveV3LoopAdvisor.sol";
import {AaveV3LoopMath} from "strategies/aave/AaveV3LoopMath.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {ReserveChecks} from "strategies/aave/ReserveChecks.sol";
import {ReserveConfig} from "strategies/aave/ReserveConfig.sol";
import {IAaveAddressesProvider} from "strategies/aave/interfaces/IAaveOracle.sol";
import {IAavePool} from "strategies/aave/interfaces/IAavePool.sol";
import {IAaveScaledToken} from "strategies/aave/interfaces/IAaveScaledToken.sol";
import {ILidoRequests} from "strategies/lido/ILidoRequests.sol";
import {LidoRequests} from "strategies/lido/LidoRequests.sol";
import {LstMarket} from "strategies/market/LstMarket.sol";

/// @title AaveV3LoopConfig
/// @notice What a loop was built with: its parts, its category and its limits, none of which can ever change.
abstract contract AaveV3LoopConfig is LstMarket, IAaveV3Loop {
    using ReserveConfig for uint256;

    /* CONSTANTS */

    uint256 private constant MAX_SHOCK_BPS = 2_000;
    /// @dev In March 2026 an error of 2.85 % in the lender's oracle liquidated every position under 1.0288.
    uint256 private constant MIN_HEALTH_FLOOR_WAD = 1.03e18;

    IAavePool internal immutable POOL;
    IAaveAddressesProvider internal immutable PROVIDER;
    IAaveScaledToken internal immutable A_TOKEN;
    IAaveScaledToken internal immutable DEBT_TOKEN;
    uint16 internal immutable LST_ID;
    uint16 internal immutable WETH_ID;
    uint8 internal immutable CATEGORY;
    uint16 internal immutable ORACLE_ERROR_BPS;
    uint16 internal immutable DEPEG_BPS;
    uint16 internal immutable DEBT_GROWTH_BPS;
    uint256 internal immutable HEALTH_FLOOR_WAD;
    AaveV3LoopAdvisor internal immutable ADVISOR;
    ILidoRequests internal immutable REQUESTS;

    /* INITIALIZE */

    /// @param vault_ The vault, whose asset is the LST.
    /// @param pool_ Aave's pool.
    /// @param uniswapPool_ Pool of LST (token0) and WETH (token1).
    /// @param eModeCategory_ A category with the LST as collateral and WETH as debt.
    constructor(
        address vault_,
        address pool_,
        address uniswapPool_,
        address weth_,
        uint8 eModeCategory_,
        Limits memory limits_
    ) StrategyBase(vault_) LstMarket(uniswapPool_, weth_, limits_.maxSlippageBps) {
        _requireCode("pool", pool_);
        POOL = IAavePool(pool_);
        CATEGORY = eModeCategory_;

        address lst = address(LST);

        PROVIDER = IAaveAddressesProvider(POOL.ADDRESSES_PROVIDER());
        IAavePool.ReserveData memory collateral = POOL.getReserveData(lst);
        IAavePool.ReserveData memory debt = POOL.getReserveData(weth_);
        _requireWithin("decimals of the LST's reserve", collateral.configuration.decimals(), 18, 18);
        _requireWithin("decimals of WETH's reserve", debt.configuration.decimals(), 18, 18);
        (A_TOKEN, LST_ID) = (IAaveScaledToken(collateral.aTokenAddress), collateral.id);
        (DEBT_TOKEN, WETH_ID) = (IAaveScaledToken(debt.variableDebtTokenAddress), debt.id);

        _requireWithin("oracleErrorBps", limits_.oracleErrorBps, 0, MAX_SHOCK_BPS);
        _requireWithin("depegBps", limits_.depegBps, 0, MAX_SHOCK_BPS);
        _requireWithin("debtGrowthBps", limits_.debtGrowthBps, 0, MAX_SHOCK_BPS);
        ORACLE_ERROR_BPS = limits_.oracleErrorBps;
        DEPEG_BPS = limits_.depegBps;
        DEBT_GROWTH_BPS = limits_.debtGrowthBps;
        uint256 floorWad =
            AaveV3LoopMath.healthFloorWad(limits_.oracleErrorBps, limits_.depegBps, limits_.debtGrowthBps);
        _requireWithin("health floor", floorWad, MIN_HEALTH_FLOOR_WAD, type(uint256).max);
        HEALTH_FLOOR_WAD = floorWad;
        ADVISOR = new AaveV3LoopAdvisor();
        REQUESTS = new LidoRequests(lst, weth_);

        POOL.setUserEMode(eModeCategory_);
        ReserveChecks.requireEMode(
            ReserveChecks.Market(POOL, lst, weth_, collateral.id, debt.id, eModeCategory_), address(this)
        );
    }

    /* VIEWS */

    /// @inheritdoc IAaveV3Loop
    function healthFloorWad() external view returns (uint256) {
        return HEALTH_FLOOR_WAD;
    }

    /// @inheritdoc IAaveV3Loop
    function rescueTriggerWad() public view returns (uint256) {
        return (HEALTH_FLOOR_WAD + 1e18) / 2;
    }

    /// @inheritdoc IStrategy
    /// @dev The lender's oracle is named by the provider that can replace it, since the id must not change when it does.
    function riskIds() external view returns (bytes32[] memory ids) {
        ids = new bytes32[](4);
        ids[0] = RiskIds.issuer(address(LST));
        ids[1] = RiskIds.lender(address(POOL));
        ids[2] = RiskIds.lenderOracle(address(PROVIDER));
        ids[3] = RiskIds.pool(address(UNISWAP));
    }

    /// @inheritdoc IAaveV3Loop
    function limits() external view returns (Limits memory) {
        return Limits(ORACLE_ERROR_BPS, DEPEG_BPS, DEBT_GROWTH_BPS, MAX_SLIPPAGE_BPS);
    }

    /// @inheritdoc IStrategy
    function kind() external pure returns (string memory) {
        return "aave-v3-loop";
    }

    /// @inheritdoc IAaveV3Loop
    function pool() external view returns (address) {
        return address(POOL);
    }

    /// @inheritdoc IAaveV3Loop
    function uniswapPool() external view returns (address) {
        return address(UNISWAP);
    }

    /// @inheritdoc IAaveV3Loop
    function weth() external view returns (address) {
        return address(WETH);
    }

    /// @notice The holder of the requests that the loop has open at the issuer, see `ILidoRequests`.
    function requests() external view returns (address) {
        return address(REQUESTS);
    }

    /// @inheritdoc IAaveV3Loop
    function eModeCategory() external view returns (uint8) {
        return CATEGORY;
    }

    /* INTERNAL */

    function _market() internal view returns (ReserveChecks.Market memory) {
        return ReserveChecks.Market(POOL, address(LST), address(WETH), LST_ID, WETH_ID, CATEGORY);
    }
}
