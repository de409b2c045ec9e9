// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {ILstOracle} from "contracts/interfaces/ILstOracle.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IVaultOperations} from "contracts/interfaces/IVaultOperations.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {IWETH9} from "contracts/interfaces/IWETH9.sol";
import {Roles} from "contracts/libraries/Roles.sol";
import {LstOracle} from "contracts/oracle/LstOracle.sol";
import {IStEth} from "strategies/lido/interfaces/IStEth.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";
import {IVaultUnderTest} from "test/support/IVaultUnderTest.sol";
import {Mainnet} from "test/support/Mainnet.sol";
import {ReplicaTest} from "test/support/Replica.sol";

/// @notice The real vault and oracle over wstETH on the replica's protocols, without a strategy, and the levers that move pool, issuer and rates.
abstract contract VaultOnReplica is ReplicaTest {
    uint256 internal constant WAD = 1e18;
    uint256 internal constant BPS = 10_000;
    bytes32 private constant STAKE_LIMIT_SLOT = keccak256("lido.Lido.stakeLimit");

    IERC20 internal constant LST = IERC20(Mainnet.WSTETH);
    IWETH9 internal constant WETH = IWETH9(Mainnet.WETH);
    IStEth internal constant STETH = IStEth(Mainnet.STETH);
    IUniswapV3Pool internal constant UNISWAP = IUniswapV3Pool(Mainnet.WSTETH_WETH_POOL);

    IVaultUnderTest internal vault;
    LstOracle internal oracle;
    address internal depositor = makeAddr("depositor");
    address internal keeper = makeAddr("keeper");
    address internal stranger = makeAddr("stranger");

    function setUp() public virtual override {
        super.setUp();
        oracle = _newOracle();
        vault = _newVault();
    }

    /// @dev Lists a strategy without any limit.
    function _list(IStrategy strategy) internal {
        vault.addStrategy(address(strategy), type(uint128).max);
        bytes32[] memory ids = strategy.riskIds();
        for (uint256 i; i < ids.length; ++i) {
            vault.raiseRiskCap(ids[i], type(uint128).max, 10_000);
        }
    }

    function _enter(address user, uint256 assets) internal returns (uint256 shares) {
        deal(address(LST), user, LST.balanceOf(user) + assets);
        vm.startPrank(user);
        LST.approve(address(vault), type(uint256).max);
        shares = vault.deposit(assets, user);
        vm.stopPrank();
    }

    /// @dev A batch of one action, from the keeper.
    function _rebalance(IVaultTypes.ActionKind kind, IStrategy strategy, uint256 assets, bytes memory data) internal {
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](1);
        actions[0] = IVaultTypes.Action(kind, address(strategy), assets, data);
        IVaultTypes.BatchTerms memory terms =
            IVaultTypes.BatchTerms(vault.rebalanceNonce(), uint64(block.timestamp), bytes32(0));
        vm.prank(keeper);
        vault.rebalance(actions, terms);
    }

    /* READING */

    function _par() internal view returns (uint256 parWad) {
        (parWad,,) = oracle.rates();
    }

    function _spotWad() internal view returns (uint256) {
        (uint160 sqrtPriceX96,,,,,,) = UNISWAP.slot0();
        return uint256(sqrtPriceX96) * sqrtPriceX96 / (1 << 96) * WAD / (1 << 96);
    }

    function _assertWithinBps(uint256 actual, uint256 expected, uint256 bps, string memory what) internal pure {
        assertApproxEqRel(actual, expected, bps * WAD / BPS, what);
    }

    /* MOVING THE WORLD */

    /// @dev Trades the pool to a price of `bps` of par (10,000 is par), whatever it takes.
    function _tradePoolTo(uint256 bps) internal {
        (uint160 current,,,,,,) = UNISWAP.slot0();
        uint160 target = LstMarketMath.sqrtPriceAt(_par() * bps / BPS, 0);
        UNISWAP.swap(address(this), target < current, type(int128).max, target, "");
    }

    function uniswapV3SwapCallback(int256 amount0, int256 amount1, bytes calldata) external {
        if (amount0 > 0) {
            deal(address(LST), address(this), uint256(amount0));
            LST.transfer(address(UNISWAP), uint256(amount0));
        } else {
            vm.deal(address(this), uint256(amount1));
            WETH.deposit{value: uint256(amount1)}();
            WETH.transfer(address(UNISWAP), uint256(amount1));
        }
    }

    /// @dev Word of stETH: 32 bits block of the last change (0: paused), 96 limit then, 32 blocks to fill, 96 maximum.
    function _setStakeLimit(uint256 eth, bool paused) internal {
        uint256 word = uint256(vm.load(Mainnet.STETH, STAKE_LIMIT_SLOT));
        uint256 lastBlock = paused ? 0 : block.number;
        word = (word >> 128 << 128) | (eth << 32) | lastBlock;
        vm.store(Mainnet.STETH, STAKE_LIMIT_SLOT, bytes32(word));
    }

    /// @dev Our own oracle says so; what its sources would have to do for it is the oracle's tests' concern.
    function _setRates(uint256 parWad, uint256 marketWad, bool fresh) internal {
        vm.mockCall(address(oracle), abi.encodeCall(ILstOracle.rates, ()), abi.encode(parWad, marketWad, fresh));
    }

    /* SETTING UP */

    function _newOracle() private returns (LstOracle) {
        address par = vm.deployCode("WstEthParSource.sol:WstEthParSource", abi.encode(LST));
        address[] memory sources = new address[](2);
        sources[0] = vm.deployCode(
            "ChainlinkRateSource.sol:ChainlinkRateSource", abi.encode(Mainnet.STETH_ETH_FEED, 25 hours, par)
        );
        sources[1] = vm.deployCode(
            "UniswapTwapRateSource.sol:UniswapTwapRateSource", abi.encode(UNISWAP, LST, WETH, 30 minutes, 0)
        );
        LstOracle.Config memory config = LstOracle.Config({
            minQuoteBps: 8_000,
            maxQuoteBps: 10_500,
            toleranceBps: 10,
            fallbackDiscountBps: 500,
            minParWad: 1e18,
            maxParWad: 2e18
        });
        return LstOracle(vm.deployCode("LstOracle.sol:LstOracle", abi.encode(par, sources, config)));
    }

    function _newVault() private returns (IVaultUnderTest) {
        AccessManager manager =
            AccessManager(vm.deployCode("AccessManager.sol:AccessManager", abi.encode(address(this))));
        address governance = vm.deployCode("VaultGovernance.sol:VaultGovernance");
        address operations = vm.deployCode("VaultOperations.sol:VaultOperations", abi.encode(governance));
        address implementation = vm.deployCode("LstVault.sol:LstVault", abi.encode(operations));
        address seeder = makeAddr("seeder");
        address proxy = vm.computeCreateAddress(address(this), vm.getNonce(address(this)));
        deal(address(LST), seeder, 1e15);
        vm.prank(seeder);
        LST.approve(proxy, 1e15);
        IVaultTypes.InitParams memory params = IVaultTypes.InitParams({
            asset: address(LST),
            name: "Ballast wstETH",
            symbol: "bwstETH",
            authority: address(manager),
            oracle: address(oracle),
            maxGainRateWad: 0.5e18,
            maxStaleness: 1 hours,
            maxKeeperSilence: 1 days,
            riskUp: IVaultTypes.LossBudgetTerms(100, 1 days),
            riskDown: IVaultTypes.LossBudgetTerms(500, 1 days),
            fees: IVaultTypes.FeeTerms(address(0), 0, 0),
            seedFrom: seeder,
            seedAssets: 1e15
        });
        bytes memory init = abi.encodeCall(IVaultUnderTest.initialize, (params));
        IVaultUnderTest made = IVaultUnderTest(address(new ERC1967Proxy(implementation, init)));
        assertEq(address(made), proxy);
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = IVaultOperations.rebalance.selector;
        manager.setTargetFunctionRole(proxy, selectors, Roles.KEEPER);
        manager.grantRole(Roles.KEEPER, keeper, 0);
        return made;
    }
}
